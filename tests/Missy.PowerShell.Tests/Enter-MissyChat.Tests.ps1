BeforeDiscovery {
    $hasTmux = [bool](Get-Command tmux -CommandType Application -ErrorAction Ignore)
}

BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    $sim = Start-MissySimulator -Answer "# Title`n`nSome **bold** text.`n"
}

AfterAll { Reset-Missy }

Describe 'Enter-MissyChat with piped lines' {
    It 'answers each and shows the answers as they were written' {
        $shown = -join ('hi', '/cost' | Enter-MissyChat -Provider simulator 6>&1)
        $shown | Should -BeLike "# Title*Some `*`*bold`*`* text.*1 turn: *"
    }

    It 'puts nothing into the pipeline' {
        'hi' | Enter-MissyChat -Provider simulator 6>$null | Should -BeNullOrEmpty
    }

    It 'leaves with <_>' -ForEach '/exit', '/quit' {
        $sim.ClearRequests()
        $_, 'hi' | Enter-MissyChat -Provider simulator 6>$null
        $sim.Requests.Count | Should -Be 0
    }

    It 'goes on after a failure, which is an error record' {
        $sim.ClearRequests()
        '/modls', 'hi' | Enter-MissyChat -Provider simulator -ErrorAction SilentlyContinue -ErrorVariable failed 6>$null
        $failed | Should -HaveCount 1
        $failed[0].FullyQualifiedErrorId | Should -Be 'InvalidRequest,Missy.Commands.EnterMissyChatCommand'
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '/help*'
        $sim.Requests.Count | Should -Be 1
    }

    It 'takes a line that ends with a backslash together with the next' {
        'one\', 'two' | Enter-MissyChat -Provider simulator 6>$null
        (Get-LastBody $sim).messages[0].content | Should -Be "one`ntwo"
    }

    It 'goes on with a session by name and by itself, and gives it provider, model and instructions' {
        'one' | Enter-MissyChat talk -Provider simulator -Model small -System 'Be brief.' 6>$null
        $session = Get-MissySession talk
        $session.Provider, $session.Model, $session.System | Should -Be 'simulator', 'small', 'Be brief.'
        'two' | Enter-MissyChat $session 6>$null
        $session.Turns | Should -Be 2
        (Get-LastBody $sim).messages.content | Should -Contain 'one'
    }

    It 'goes on with what came of a session in a job or a file' {
        'one' | Enter-MissyChat copied -Provider simulator 6>$null
        $copy = [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize((Get-MissySession copied), 1))
        'two' | Enter-MissyChat $copy 6>$null
        (Get-MissySession copied).Turns | Should -Be 2
    }

    It 'saves relative to the current location' {
        Push-Location $TestDrive
        try {
            'one', '/save talk.jsonl' | Enter-MissyChat -Provider simulator 6>$null
        }
        finally {
            Pop-Location
        }

        (Import-MissySession $TestDrive/talk.jsonl -Name saved).Messages.Count | Should -Be 2
    }

    It 'refuses a provider that is not there' {
        { 'hi' | Enter-MissyChat -Provider nobody 6>$null } | Should -Throw -ErrorId 'Configuration,Missy.Commands.EnterMissyChatCommand'
    }

    It 'reads lines from redirected input, without prompts' {
        $script = Join-Path $TestDrive chat.ps1
        Set-Content $script "Import-Module '$Manifest'; Enter-MissyChat -Provider simulator"
        $program = [System.Environment]::ProcessPath
        $host_ = (Split-Path $program -LeafBase) -eq 'dotnet' ? @(Join-Path $PSHOME pwsh.dll) : @()
        $shown = "hi`n/cost`n/exit`n" | & $program @host_ -NoProfile -Command "& '$script'"
        $LASTEXITCODE | Should -Be 0
        $shown | Should -HaveCount 2
        $shown[0] | Should -BeLike '*simulated*"hi"'
        $shown[1] | Should -BeLike '1 turn: *'
    }
}

Describe 'Enter-MissyChat at a terminal' {
    BeforeAll {
        function Invoke-Tmux { tmux -S $socket -f /dev/null @args }

        # Waits until the terminal shows something.
        function Wait-Screen([string] $Pattern) {
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            while (($screen = (Invoke-Tmux capture-pane -p) -join "`n") -notmatch $Pattern) {
                $clock.Elapsed.TotalSeconds | Should -BeLessThan 60 -Because "the terminal shows:`n$screen"
                Start-Sleep -Milliseconds 20
            }

            $screen
        }

        # Types a line and sends it, once it stands there: what comes at once is taken for pasted.
        function Send-Line([string] $Text) {
            Invoke-Tmux send-keys -l $Text
            $null = Wait-Screen "$([regex]::Escape($Text))\s*$"
            Invoke-Tmux send-keys Enter
        }

        # A PowerShell in a terminal of its own, in which a simulator plays a fault and a chat has begun.
        function Start-Chat([string] $Fault, [string] $Options = '') {
            $script = Join-Path $TestDrive "$([guid]::NewGuid()).ps1"
            Set-Content $script @"
                Import-Module '$Manifest'
                `$sim = Start-MissySimulator -Answer "# Title``n``nSome **bold** text.``n" $(if ($Fault) { "-Fault '$Fault'" })
                Enter-MissyChat talk -Provider simulator $Options
                "turns=`$((Get-MissySession talk).Turns) aborted=`$(@(`$sim.Requests | Where-Object ClientAborted).Count)"
                "sent=`$(`$sim.Requests[-1].Body)"
                "control=`$([Console]::TreatControlCAsInput)"
                Start-Sleep 600
"@
            $program = [System.Environment]::ProcessPath
            $command = (Split-Path $program -LeafBase) -eq 'dotnet' ? "'$program' '$(Join-Path $PSHOME pwsh.dll)'" : "'$program'"
            Invoke-Tmux new-session -d -x 100 -y 40 "env -u NO_COLOR $command -NoProfile -NoLogo -File '$script'; sleep 600"
            $null = Wait-Screen 'leaves\.\s+>'
        }
    }

    BeforeEach {
        $folder = Join-Path ([System.IO.Path]::GetTempPath()) "missy-$([guid]::NewGuid().ToString('n').Substring(0, 8))"
        $null = New-Item -ItemType Directory $folder
        $socket = Join-Path $folder s
    }

    AfterEach {
        Invoke-Tmux kill-server
        Remove-Item -Recurse -Force $folder
    }

    It 'shows answers rendered, completes commands and switches' -Skip:(-not $hasTmux) {
        Start-Chat
        Send-Line "don't"
        $null = Wait-Screen "> don't\nTitle\n\nSome bold text\.\n\n>"
        (Invoke-Tmux capture-pane -p -e) -join "`n" | Should -Match "`e\[1mbold`e\[0m"
        Invoke-Tmux send-keys -l '/models si'
        $null = Wait-Screen '/models si\n'
        Invoke-Tmux send-keys Tab
        $null = Wait-Screen '/models simulator\s*$'
        Invoke-Tmux send-keys Enter
        $null = Wait-Screen 'Provider switched to `simulator`'
        Send-Line '/exit'
        Wait-Screen 'control=' | Should -Match 'turns=1 aborted=0'
        Wait-Screen 'control=' | Should -Match 'control=False'
    }

    It 'stops an answer and not the chat on Ctrl+C' -Skip:(-not $hasTmux) {
        # Once there is text, the request has been sent.
        Start-Chat -Fault 'call=1;fault=stall;deltas=5'
        Send-Line slow
        $null = Wait-Screen 'Title\n'
        Invoke-Tmux send-keys C-c
        $null = Wait-Screen 'Stopped\. Nothing of this turn is kept\.\n\n>'
        Send-Line again
        $null = Wait-Screen 'again\n+Title\n+Some bold text\.\n\n>'
        Invoke-Tmux send-keys C-c
        $null = Wait-Screen 'Press Ctrl\+C again to leave'
        Invoke-Tmux send-keys C-c
        Wait-Screen 'control=' | Should -Match 'turns=1 aborted=1'
    }

    It 'takes several lines, and shows answers as they were written with -Plain' -Skip:(-not $hasTmux) {
        Start-Chat -Options '-Plain'
        Invoke-Tmux send-keys -l 'one\'
        $null = Wait-Screen '> one\\'
        Invoke-Tmux send-keys Enter
        $null = Wait-Screen '> one\n'
        Send-Line two
        $null = Wait-Screen 'Some \*\*bold\*\* text'
        (Invoke-Tmux capture-pane -p -e) -join "`n" | Should -Not -Match "`e"
        Invoke-Tmux send-keys C-d
        Wait-Screen 'control=' | Should -Match 'sent=.*one\\ntwo'
    }
}
