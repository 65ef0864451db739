BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    $style = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = 'PlainText'
    $sim = Start-MissySimulator
    Use-TestConfig @"
providers:
  red: {name: openai, base_url: "$($sim.BaseUrl)v1", model: r-1}
  blue: {name: openai, base_url: "$($sim.BaseUrl)v1", model: b-1}
models: [{provider: red, model: r-2, purpose: lead}, {provider: blue, model: b-2, purpose: worker}]
"@

    function Complete([string] $Line) {
        [System.Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches
    }
}

AfterAll {
    $PSStyle.OutputRendering = $style
    Reset-Missy
}

Describe 'Get-MissySession' {
    BeforeAll {
        $null = New-MissySession telegram_123 -Provider blue
        $null = New-MissySession notes -LeadWorker
        $null = New-MissySession telegram_4 -Model blue/b-9
        $null = New-MissySession 'odd [1]'
    }

    AfterAll { Get-MissySession | Remove-MissySession }

    It 'lists all, in the order in which they were made' {
        (Get-MissySession).Name | Should -Be 'telegram_123', 'notes', 'telegram_4', 'odd [1]'
    }

    It 'finds by names and patterns, whatever their case' {
        (Get-MissySession NOTES).Name | Should -BeExactly 'notes'
        (Get-MissySession Tele*, notes).Name | Should -Be 'telegram_123', 'telegram_4', 'notes'
        Get-MissySession x* | Should -BeNullOrEmpty
        (Get-MissySession ([wildcardpattern]::Escape('odd [1]'))).Name | Should -Be 'odd [1]'
    }

    It 'takes names from the pipeline, by value and by property name' {
        ('notes', 'telegram_4' | Get-MissySession).Name | Should -Be 'notes', 'telegram_4'
        ([pscustomobject]@{ Name = 'notes' } | Get-MissySession).Name | Should -Be 'notes'
    }

    It 'tells of a name that there is none of, with the nearest, and goes on' {
        (Get-MissySession telegram_132, notes -ErrorVariable failed -ErrorAction SilentlyContinue).Name | Should -Be 'notes'
        $failed | Should -HaveCount 1
        $failed[0].FullyQualifiedErrorId | Should -Be 'SessionNotFound,Missy.Commands.GetMissySessionCommand'
        $failed[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failed[0].TargetObject | Should -Be 'telegram_132'
        "$($failed[0])" | Should -BeLike "*Did you mean 'telegram_123'*?"
    }

    It 'shows a table of at most 80 columns' {
        $lines = (Get-MissySession | Out-String -Width 80).Trim() -split '\r?\n'
        $lines[0] -split ' +' | Should -Be 'Name', 'Route', 'Turns', 'Next', 'LastUsed'
        $lines[2] | Should -Match '^telegram_123 +blue +0 +\S'
        $lines[3] | Should -Match '^notes +lead/worker +0 lead +\S'
        $lines[4] | Should -Match '^telegram_4 +blue/b-9 +0 +\S'
        $lines[5] | Should -Match '^odd \[1\] +default +0 +\S'
        $lines.Count | Should -Be 6
        $lines | ForEach-Object { $_.Length | Should -BeLessOrEqual 80 }
    }

    It 'shows with Format-List where lead and worker stand' {
        $shown = Get-MissySession notes | Format-List | Out-String
        $shown | Should -Match '(?m)^Next +: lead\r?$'
        $shown | Should -Match '(?m)^LeadTurnsLeft +: 3\r?$'
        $shown | Should -Match '(?m)^WorkerFailures +: 0\r?$'
        $shown | Should -Match '(?m)^Messages +: 0\r?$'
    }

    It 'is completed' {
        (Complete 'Get-MissySession ').CompletionText | Should -Be 'telegram_123', 'notes', 'telegram_4', "'odd [1]'"
        (Complete 'Set-MissySession TELE').CompletionText | Should -Be 'telegram_123', 'telegram_4'
        (Complete 'Remove-MissySession n').ToolTip | Should -Be 'notes: 0 turns, with lead and worker'
        (Complete 'Remove-MissySession telegram_4').ToolTip | Should -Be 'telegram_4: 0 turns, with blue/b-9'
        (Complete 'New-MissySession a -Provider ').CompletionText | Should -Be 'red', 'blue', 'simulator'
        (Complete 'Set-MissySession a -Provider blue -Model ').CompletionText | Should -Be 'b-1'
    }
}

Describe 'Sessions of two runspaces' {
    It 'have the same names and nothing else in common' {
        $one, $two = (New-Shell), (New-Shell)
        Invoke-In $one 'New-MissySession bot -Provider blue | Out-Null'
        Invoke-In $two 'Get-MissySession' | Should -BeNullOrEmpty
        { Invoke-In $two 'Get-MissySession bot' } | Should -Throw "*no session 'bot'*"
        Invoke-In $two 'New-MissySession bot | Out-Null; Set-MissySession bot -System two'
        (Invoke-In $one 'Get-MissySession bot').Provider | Should -Be 'blue'
        (Invoke-In $one 'Get-MissySession bot').System | Should -BeNullOrEmpty
        Invoke-In $two 'Remove-MissySession *'
        (Invoke-In $one 'Get-MissySession').Name | Should -Be 'bot'
        $one.Dispose()
        $two.Dispose()
    }
}
