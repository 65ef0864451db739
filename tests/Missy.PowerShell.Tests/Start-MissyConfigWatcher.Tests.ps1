BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    Use-TestConfig "watch: false`nproviders: {it: {name: ollama, model: one, base_url: 'http://127.0.0.1:1'}}"
}

AfterAll { Reset-Missy }

Describe 'Start-MissyConfigWatcher' {
    It 'watches also where the file says that it is not to be, as often as it is called' {
        # A process of its own: by hand holds for a whole process.
        Invoke-FreshPwsh @"
Import-Module '$Manifest'
`$null = Get-MissyProvider it
`$before = (Get-MissyConfigWatcher).Running
Start-MissyConfigWatcher -WhatIf
`$tried = (Get-MissyConfigWatcher).Running
Start-MissyConfigWatcher
`$again = Start-MissyConfigWatcher -PassThru
"`$before `$tried `$(`$again.Running)"
"@ | Select-Object -Last 1 | Should -Be 'False False True'
    }
}
