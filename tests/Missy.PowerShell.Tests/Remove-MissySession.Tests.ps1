BeforeAll { . $PSScriptRoot/Support/Missy.ps1 }

AfterAll { Reset-Missy }

Describe 'Remove-MissySession' {
    BeforeEach { 'a', 'b1', 'b2' | ForEach-Object { $null = New-MissySession $_ } }

    AfterEach { Get-MissySession | Remove-MissySession }

    It 'removes by names and patterns' {
        Remove-MissySession A | Should -BeNullOrEmpty
        (Get-MissySession).Name | Should -Be 'b1', 'b2'
        Remove-MissySession b*
        Get-MissySession | Should -BeNullOrEmpty
        Remove-MissySession b*
    }

    It 'removes what comes down the pipeline, names and sessions' {
        'a', 'b1' | Remove-MissySession
        (Get-MissySession).Name | Should -Be 'b2'
        Get-MissySession | Remove-MissySession
        Get-MissySession | Should -BeNullOrEmpty
    }

    It 'asks first where that is wanted' {
        Remove-MissySession a -WhatIf
        (Get-MissySession).Name | Should -Contain 'a'
    }

    It 'tells of one that is not there, and goes on' {
        Remove-MissySession c1, a -ErrorVariable failed -ErrorAction SilentlyContinue
        (Get-MissySession).Name | Should -Be 'b1', 'b2'
        $failed | Should -HaveCount 1
        $failed[0].FullyQualifiedErrorId | Should -Be 'SessionNotFound,Missy.Commands.RemoveMissySessionCommand'
        $failed[0].TargetObject | Should -Be 'c1'
    }

    It 'does not take another session of the same name' {
        $old = Get-MissySession a
        Remove-MissySession a
        $null = New-MissySession a
        { $old | Remove-MissySession -ErrorAction Stop } | Should -Throw "*'a' is not a session of this runspace*"
        (Get-MissySession).Name | Should -Contain 'a'
    }
}
