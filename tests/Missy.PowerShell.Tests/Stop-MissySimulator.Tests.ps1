BeforeAll { . $PSScriptRoot/Support/Missy.ps1 }

AfterAll { Reset-Missy }

Describe 'Stop-MissySimulator' {
    BeforeEach { $one, $two = (Start-MissySimulator), (Start-MissySimulator) }

    AfterEach { Stop-MissySimulator }

    It 'stops all when none is given' {
        Stop-MissySimulator | Should -BeNullOrEmpty
        $one.Stopped, $two.Stopped | Should -Be $true, $true
        { Invoke-RestMethod "$($one.BaseUrl)v1/models" } | Should -Throw
    }

    It 'stops those given, by argument or pipeline' {
        $one | Stop-MissySimulator
        $one.Stopped, $two.Stopped | Should -Be $true, $false
        Stop-MissySimulator $two
        $two.Stopped | Should -BeTrue
    }

    It 'stops nothing when nothing came down the pipeline, nor with -WhatIf' {
        @() | Stop-MissySimulator
        Stop-MissySimulator -WhatIf
        $one.Stopped, $two.Stopped | Should -Be $false, $false
    }

    It 'may be called twice' {
        Stop-MissySimulator $one
        { Stop-MissySimulator $one } | Should -Not -Throw
    }
}
