BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    Use-TestConfig 'providers: {it: {name: ollama, model: one, base_url: "http://127.0.0.1:1"}}'
    $null = Get-MissyProvider it
}

AfterAll {
    Start-MissyConfigWatcher
    Reset-Missy
}

Describe 'Stop-MissyConfigWatcher' {
    It 'says what it would do' {
        Stop-MissyConfigWatcher -WhatIf
        (Get-MissyConfigWatcher).Running | Should -BeTrue
    }

    It 'stops it until it is started by hand, and leaves what is in effect' {
        (Stop-MissyConfigWatcher -PassThru).Running | Should -BeFalse
        (Get-MissyProvider it).Model | Should -Be 'one'
        (Get-MissyConfigWatcher).Running | Should -BeFalse
        (Start-MissyConfigWatcher -PassThru).Running | Should -BeTrue
    }

    It 'ends with the process, however it runs' {
        Invoke-FreshPwsh "Import-Module '$Manifest'; `$null = Get-MissyProvider it; (Get-MissyConfigWatcher).Running" | Should -Be 'True'
    }
}
