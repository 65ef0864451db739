BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    $sim = Start-MissySimulator
    Use-TestConfig "providers: {it: {name: openai, base_url: '$($sim.BaseUrl)v1', model: m}}"
}

AfterAll { Reset-Missy }

Describe 'Clear-MissySession' {
    BeforeEach {
        foreach ($name in 'a', 'b1', 'b2') {
            $null = New-MissySession $name -Model it/pinned -System 'Be brief.'
            $null = ask hi -Session $name
        }
    }

    AfterEach { Get-MissySession * | Remove-MissySession }

    It 'forgets what was said and nothing else' {
        Clear-MissySession A | Should -BeNullOrEmpty
        $session = Get-MissySession a
        $session.Messages | Should -HaveCount 0
        $session.Model, $session.System, $session.Turns | Should -Be 'pinned', 'Be brief.', 1
        $session.Usage.TotalTokens | Should -BeGreaterThan 0
        (Get-MissySession b1).Messages | Should -HaveCount 2
        $null = ask 'and now?' -Session a
        (Get-LastBody $sim).messages.content | Should -Be 'Be brief.', 'and now?'
    }

    It 'takes patterns, and names and sessions down the pipeline' {
        (Clear-MissySession b* -PassThru).Name | Should -Be 'b1', 'b2'
        'a' | Clear-MissySession
        Get-MissySession | Clear-MissySession
        (Get-MissySession).ForEach({ $_.Messages.Count }) | Should -Be 0, 0, 0
    }

    It 'asks first where that is wanted' {
        Clear-MissySession a -WhatIf
        (Get-MissySession a).Messages | Should -HaveCount 2
    }

    It 'tells of one that is not there, and goes on' {
        Clear-MissySession c1, a -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -Be 'SessionNotFound,Missy.Commands.ClearMissySessionCommand'
        (Get-MissySession a).Messages | Should -HaveCount 0
    }
}
