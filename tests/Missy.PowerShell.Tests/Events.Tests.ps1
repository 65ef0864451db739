BeforeDiscovery {
    $hasTerminal = [bool](Get-Command tmux -CommandType Application -ErrorAction Ignore)
}

BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    $program = [System.Environment]::ProcessPath
    $pwsh = @($program) + ((Split-Path $program -LeafBase) -eq 'dotnet' ? @(Join-Path $PSHOME pwsh.dll) : @())
    $style = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = 'PlainText'
    $sim = Start-MissySimulator
    Set-Content $TestDrive/prices.yaml "as_of: 2026-01-01`nprices:`n  - {provider: dear, model: d-1, input: 1000, output: 1000}"

    # A configuration whose providers nobody had before: what is known of one holds for the process.
    function Use-NewNames {
        $script:Name = "it-$(New-Guid)"
        Use-TestConfig @"
providers:
  ${Name}: {name: openai, base_url: "$($sim.BaseUrl)v1", model: m, api_keys: [{key: test-key-1, name: work}, {key: test-key-2, name: home}]}
  gone-${Name}: {name: openai, base_url: "http://127.0.0.1:1/", model: g}
  dear: {name: openai, base_url: "$($sim.BaseUrl)v1", model: d-1}
health: {failure_threshold: 1}
budget: {per_session_usd: 0.000001}
usage: {prices: '$TestDrive/prices.yaml', ledger: false}
"@
    }

    function Wait-Until([scriptblock] $Condition) {
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        while (-not (& $Condition) -and $clock.Elapsed.TotalSeconds -lt 60) { Start-Sleep -Milliseconds 10 }
        & $Condition | Should -BeTrue
    }

    # A runspace that keeps what it hears, in order of arrival; who reads that needs no turn in the runspace.
    function New-Listener([string] $Event, [string] $Do = '') {
        $shell = New-Shell
        $heard = [System.Collections.ArrayList]::Synchronized([System.Collections.ArrayList]::new())
        $shell.Runspace.SessionStateProxy.SetVariable('heard', $heard)
        $null = Invoke-In $shell "Register-EngineEvent $Event -Action { $Do; [void] `$heard.Add(`$Event) }"
        [pscustomobject]@{ Shell = $shell; Heard = $heard }
    }

    # What waits in a runspace's queue.
    function Get-Unclaimed($Shell, [string] $Event) {
        @(Invoke-In $Shell "Get-Event $Event -ErrorAction Ignore")
    }
}

AfterAll {
    $PSStyle.OutputRendering = $style
    Reset-Missy
}

Describe 'An engine event' {
    BeforeEach { Use-NewNames }

    It 'named <Event> tells what happened, with the object of its type' -ForEach @(
        @{ Event = 'ProviderChanged'; Do = { Set-MissyDefaultProvider $Name -Force -Scope Process; Set-MissyDefaultProvider -Clear -Scope Process }
            Values = { @{ Old = $null; New = $Name; Scope = 'Process' } } }
        @{ Event = 'ProviderToggled'; Do = { Disable-MissyProvider $Name }; Values = { @{ Provider = $Name; Enabled = $false } } }
        @{ Event = 'KeyRotated'; Do = { Switch-MissyKey $Name }; Values = { @{ Provider = $Name; From = 'work'; To = 'home'; Reason = 'Switched' } } }
        @{ Event = 'CircuitChanged'; Do = { Add-CircuitFailure $Name 1 }
            Values = { @{ Provider = $Name; From = 'Closed'; To = 'Open'; Reason = 'Unavailable' } } }
        @{ Event = 'FallbackUsed'; Do = { ask hi -Provider "gone-$Name" -Fallback $Name -WarningAction Ignore }
            Values = { @{ From = "gone-$Name/g"; To = "$Name/m"; Reason = 'Unavailable' } } }
        @{ Event = 'BudgetReached'; Do = { ask hi -Session "s-$Name" -Provider dear -MaxTokens 5 -ErrorAction Ignore }
            Values = { @{ Budget = 'session'; Limit = 0.000001d; Session = "s-$Name" } } }
    ) {
        $listener = New-Listener "Missy.$Event"
        try {
            if ($Event -eq 'BudgetReached') { $null = New-MissySession "s-$Name" }
            try { $null = & $Do } catch { $_.FullyQualifiedErrorId | Should -BeLike 'BudgetExceeded*' }
            Wait-Until { $listener.Heard.Count -gt 0 }
            $came = $listener.Heard | Sort-Object EventIdentifier | Select-Object -First 1
            $came.SourceIdentifier, $came.Sender | Should -Be "Missy.$Event", 'Missy'
            $came.MessageData.GetType().FullName | Should -Be "Missy.$Event"
            $came.SourceArgs[0] | Should -Be $came.MessageData
            $values = & $Values
            $values.Keys | ForEach-Object { "$($came.MessageData.$_)" | Should -Be "$($values[$_])" }
            $came | ConvertTo-Json -Depth 6 | Should -Not -BeLike '*test-key*'
            $shown = ($came.MessageData | Out-String -Width 80).Trim() -split '\r?\n'
            $shown[0] -split ' +' | Should -Not -Contain 'Name'
            $shown | ForEach-Object { $_.Length | Should -BeLessOrEqual 80 }
        }
        finally {
            $listener.Shell.Dispose()
        }
    }

    It 'of the process comes to every runspace that has the module, and one of a runspace to that alone' {
        $one, $two = (New-Listener Missy.ProviderChanged), (New-Listener Missy.ProviderChanged)
        Invoke-In $one.Shell "Set-MissyDefaultProvider $Name -Force"
        Wait-Until { $one.Heard.Count -eq 1 }
        Invoke-In $one.Shell "Set-MissyDefaultProvider $Name -Force -Scope Process; Set-MissyDefaultProvider -Clear -Scope Process"
        Wait-Until { $one.Heard.Count -eq 3 -and $two.Heard.Count -eq 2 }
        ($one.Heard | Sort-Object EventIdentifier).MessageData.Scope | Should -Be 'Runspace', 'Process', 'Process'
        ($two.Heard | Sort-Object EventIdentifier).MessageData.Scope | Should -Be 'Process', 'Process'
        $one, $two | ForEach-Object { $_.Shell.Dispose() }
    }

    It 'tells in its number in which order they happened' {
        $listener = New-Listener Missy.KeyRotated
        $null = @($Name) * 10 | Switch-MissyKey
        Wait-Until { $listener.Heard.Count -eq 10 }
        ($listener.Heard | Sort-Object EventIdentifier).MessageData.To | Should -Be (@('home', 'work') * 5)
        $listener.Shell.Dispose()
    }
}

Describe 'Engine events come' {
    BeforeEach {
        Use-NewNames
        Get-Event Missy.* -ErrorAction Ignore | Remove-Event
    }

    It 'between the commands of a program that sends them line by line' {
        $out = Join-Path $TestDrive "$(New-Guid).txt"
        $start = [System.Diagnostics.ProcessStartInfo]::new($pwsh[0])
        @($pwsh | Select-Object -Skip 1) + '-NoProfile', '-NonInteractive', '-Command', '-' | ForEach-Object { $start.ArgumentList.Add($_) }
        $start.RedirectStandardInput = $start.RedirectStandardOutput = $true
        $shell = [System.Diagnostics.Process]::Start($start)
        try {
            $shell.StandardInput.WriteLine("Import-Module '$Manifest'")
            $shell.StandardInput.WriteLine("`$null = Register-EngineEvent Missy.KeyRotated -Action { Add-Content '$out' `$Event.MessageData.To }")
            $shell.StandardInput.WriteLine("`$null = Switch-MissyKey $Name")
            # Where nothing but lines is read, PowerShell may leave an action until the next of them that is a command.
            Wait-Until { $shell.StandardInput.WriteLine('$null'); Start-Sleep -Milliseconds 200; Test-Path $out }
            Get-Content $out | Should -Be 'home'
        }
        finally {
            $shell.StandardInput.Close()
            if (-not $shell.WaitForExit(60000)) { $shell.Kill() }
        }
    }

    It 'at the prompt of a terminal' -Skip:(-not $hasTerminal) {
        $out = Join-Path $TestDrive "$(New-Guid).txt"
        Set-Content $TestDrive/setup.ps1 @"
            Import-Module '$Manifest'
            `$null = Register-EngineEvent Missy.KeyRotated -Action { Add-Content '$out' `$Event.MessageData.To }
            Set-Content '$out' ready
"@
        $server = '-L', "missy-$(New-Guid)", '-f', '/dev/null'
        tmux @server new-session -d -x 100 -y 30 @pwsh -NoProfile -NoLogo -NoExit -File $TestDrive/setup.ps1
        try {
            Wait-Until { Test-Path $out }
            tmux @server send-keys "`$null = Switch-MissyKey $Name" Enter
            Wait-Until { @(Get-Content $out).Count -eq 2 }
            (Get-Content $out)[1] | Should -Be 'home'
        }
        finally {
            tmux @server kill-server
        }
    }

    It 'to a script that waits in a loop, without a subscription' {
        Invoke-FreshPwsh @"
            Import-Module '$Manifest'
            foreach (`$i in 1..6) {
                `$null = Switch-MissyKey $Name
                Wait-Event Missy.KeyRotated -Timeout 60 | ForEach-Object { `$_.MessageData.To; `$_ | Remove-Event }
            }
"@ | Should -Be (@('home', 'work') * 3)
    }

    It 'to the action of a script that goes on' {
        Invoke-FreshPwsh @"
            Import-Module '$Manifest'
            `$null = Register-EngineEvent Missy.KeyRotated -Action { `$global:heard = `$Event.MessageData.To }
            `$null = Switch-MissyKey $Name
            foreach (`$i in 1..1000) { if (`$heard) { break }; Start-Sleep -Milliseconds 10 }
            `$heard
"@ | Should -Be 'home'
    }

    It 'to a thread job, from the runspace that started it' {
        $job = Start-ThreadJob {
            Import-Module $using:Manifest
            'ready'
            (Wait-Event Missy.KeyRotated -Timeout 60).MessageData
        }
        Wait-Until { $job.Output.Count -gt 0 }
        $null = Switch-MissyKey $Name
        $received = $job | Receive-Job -Wait -AutoRemoveJob | Select-Object -Last 1
        $received.GetType().FullName | Should -Be 'Missy.KeyRotated'
        $received.Provider, $received.To | Should -Be $Name, 'home'
    }

    It 'within a job of its own process, and forwarded to the one that started it' {
        $job = Start-Job {
            Import-Module $using:Manifest
            $null = Register-EngineEvent Missy.KeyRotated -Forward
            $null = Disable-MissyProvider $using:Name
            (Wait-Event Missy.ProviderToggled -Timeout 60).MessageData.Enabled
            $null = Switch-MissyKey $using:Name
            Wait-Event Never
        }
        try {
            $forwarded = Wait-Event Missy.KeyRotated -Timeout 60
            $forwarded | Remove-Event
            $forwarded.MessageData.PSTypeNames[0] | Should -Be 'Deserialized.Missy.KeyRotated'
            $forwarded.MessageData.To | Should -Be 'home'
            $job.ChildJobs[0].Output[0] | Should -BeFalse
        }
        finally {
            $job | Remove-Job -Force
        }
    }

    It 'to each runspace of ForEach-Object -Parallel' {
        $heard = 1..6 | ForEach-Object -ThrottleLimit 3 -Parallel {
            Import-Module $using:Manifest
            Get-Event Missy.* -ErrorAction Ignore | Remove-Event
            Set-MissyDefaultProvider ($_ % 2 ? 'simulator' : $using:Name) -Force
            (Wait-Event Missy.ProviderChanged -Timeout 60).MessageData.Scope
            Set-MissyDefaultProvider -Clear
        }
        $heard | Should -Be (@('Runspace') * 6)
    }
}

Describe 'A subscriber' {
    BeforeEach { Use-NewNames }

    It 'that throws stops nothing' {
        $bad = New-Listener Missy.KeyRotated "throw 'It is broken.'"
        $good = New-Listener Missy.KeyRotated
        $done = 1..5 | ForEach-Object { Switch-MissyKey $Name }
        $done | Should -HaveCount 5
        Wait-Until { $good.Heard.Count -eq 5 }
        (Invoke-In $bad.Shell "(ask hi -Provider $Name).Provider") | Should -Be $Name
        $bad.Shell.HadErrors | Should -BeFalse
        $bad, $good | ForEach-Object { $_.Shell.Dispose() }
    }

    It 'that takes its time holds nobody up' {
        $gate = [System.Threading.ManualResetEventSlim]::new()
        $slow = New-Listener Missy.KeyRotated '[void] $gate.Wait(10000)'
        $slow.Shell.Runspace.SessionStateProxy.SetVariable('gate', $gate)
        $done = @($Name) * 5 | Switch-MissyKey
        $done.After | Should -Be 'home', 'work', 'home', 'work', 'home'
        $slow.Heard.Count | Should -Be 0
        $gate.Set()
        Wait-Until { $slow.Heard.Count -eq 5 }
        $slow.Shell.Dispose()
    }
}

Describe 'Many events at once' {
    BeforeEach { Use-NewNames }

    It 'come one after the other, to runspaces that are idle, at work and between the two' {
        $script = @'
            Import-Module '<Manifest>'
            $listeners = foreach ($i in 1..12) {
                $heard = [System.Collections.ArrayList]::Synchronized([System.Collections.ArrayList]::new())
                $shell = [powershell]::Create()
                $shell.Runspace.SessionStateProxy.SetVariable('heard', $heard)
                $null = $shell.AddScript({
                    param($subscriptions)
                    Import-Module '<Manifest>'
                    foreach ($i in 1..$subscriptions) {
                        Register-EngineEvent Missy.KeyRotated -Action { [void] $heard.Add($Event.MessageData.To) }
                    }
                }).AddArgument(1 + $i % 3).Invoke()
                $expected = @('home', 'work') * 200 | ForEach-Object { @($_) * (1 + $i % 3) }
                @{ Shell = $shell; Heard = $heard; Work = $null; Expected = $expected }
            }
            foreach ($i in 1..200) {
                $null = '<Name>', '<Name>' | Switch-MissyKey
                Start-Sleep -Milliseconds 2
                foreach ($listener in $listeners[6..11]) {
                    if ($listener.Work) {
                        if ($listener.Work.IsCompleted) { $null = $listener.Shell.EndInvoke($listener.Work); $listener.Work = $null }
                    }
                    elseif ((Get-Random 10) -eq 0) {
                        $listener.Shell.Commands.Clear()
                        $listener.Work = $listener.Shell.AddScript("Start-Sleep -Milliseconds $(Get-Random 60)").BeginInvoke()
                    }
                }
            }
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            foreach ($listener in $listeners) {
                while ($listener.Heard.Count -lt $listener.Expected.Count -and $clock.Elapsed.TotalSeconds -lt 60) { Start-Sleep -Milliseconds 20 }
                "$($listener.Heard.ToArray())" -eq "$($listener.Expected)"
            }
'@
        Invoke-FreshPwsh $script.Replace('<Manifest>', $Manifest).Replace('<Name>', $Name) | Should -Be (@($true) * 12)
    }
}

Describe 'The queue of events' {
    BeforeEach {
        Use-NewNames
        # The new configuration is announced before there is anybody to hear it.
        $null = Get-MissyProvider $Name
        $shell = New-Shell
    }

    AfterEach { $shell.Dispose() }

    It 'keeps of those that nobody subscribed to the newest of each name' {
        $null = @($Name) * 1000 | Switch-MissyKey
        Disable-MissyProvider $Name
        $null = Invoke-In $shell 'New-Event Mine'
        # They come in the order in which they happened.
        Wait-Until { Get-Unclaimed $shell Missy.ProviderToggled }
        $left = Get-Unclaimed $shell Missy.*
        $left.SourceIdentifier | Sort-Object | Should -Be 'Missy.KeyRotated', 'Missy.ProviderToggled'
        ($left | Where-Object SourceIdentifier -eq Missy.KeyRotated).MessageData.To | Should -Be 'work'
        $numbers = ($left | Sort-Object SourceIdentifier).EventIdentifier
        $numbers[1] - $numbers[0] | Should -BeIn 1, 2
        Get-Unclaimed $shell Mine | Should -HaveCount 1
    }

    It 'keeps no more in a runspace that ForEach-Object -Parallel uses again' {
        $left = 1..3 | ForEach-Object -ThrottleLimit 1 -Parallel {
            Import-Module $using:Manifest
            $null = @($using:Name) * 30 | Switch-MissyKey
            $enabled = $_ % 2 -eq 0
            $enabled ? (Enable-MissyProvider $using:Name) : (Disable-MissyProvider $using:Name)
            # They come in the order in which they happened.
            foreach ($i in 1..6000) {
                if ((Get-Event Missy.ProviderToggled -ErrorAction Ignore).MessageData.Enabled -eq $enabled) { break }
                Start-Sleep -Milliseconds 10
            }
            @(Get-Event Missy.KeyRotated).Count
        }
        $left | Should -Be 1, 1, 1
    }

    It 'keeps what others raised by the same name' {
        $null = Invoke-In $shell '1..2 | ForEach-Object { New-Event Missy.KeyRotated -MessageData mine }'
        $null = @($Name) * 5 | Switch-MissyKey
        Wait-Until { "$((Get-Unclaimed $shell Missy.*).EventIdentifier | Sort-Object)" -eq '1 2 7' }
    }
}

Describe 'Removing the module' {
    BeforeEach { Use-NewNames }

    It 'ends the events, and importing it again brings each once' {
        $listener = New-Listener Missy.KeyRotated
        $null = Switch-MissyKey $Name
        Wait-Until { $listener.Heard.Count -eq 1 }
        $listener.Heard.Clear()
        Invoke-In $listener.Shell 'Remove-Module Missy'
        (Invoke-In $listener.Shell 'Get-EventSubscriber -Force').SourceIdentifier | Should -Be 'Missy.KeyRotated'
        $null = Switch-MissyKey $Name
        Invoke-In $listener.Shell "Import-Module '$Manifest'; Import-Module '$Manifest' -Force"
        $null = Switch-MissyKey $Name
        $null = Invoke-In $listener.Shell 'New-Event Missy.KeyRotated'
        Wait-Until { $listener.Heard.Count -eq 2 }
        $listener.Heard.MessageData.To | Should -Be 'home'
        $listener.Shell.Dispose()
    }
}
