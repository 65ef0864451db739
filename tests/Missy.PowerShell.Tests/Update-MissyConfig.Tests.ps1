BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    function Set-Model([string] $Model) {
        Set-Content $env:MISSY_CONFIG "providers: {it: {name: ollama, model: $Model, base_url: 'http://127.0.0.1:1'}}`n$NoRetries"
    }
}

AfterAll { Reset-Missy }

Describe 'Update-MissyConfig' {
    BeforeEach {
        Use-TestConfig 'providers: {it: {name: ollama, model: one, base_url: "http://127.0.0.1:1"}}'
        (Get-MissyProvider it).Model | Should -Be 'one'
    }

    It 'puts into effect what the file says now, for the whole process' {
        Set-Model two
        (Get-MissyProvider it).Model | Should -Be 'one'
        Update-MissyConfig | Should -BeNullOrEmpty
        (Get-MissyProvider it).Model | Should -Be 'two'
        $shell = New-Shell
        Invoke-In $shell '(Get-MissyProvider it).Model' | Should -Be 'two'
        $shell.Dispose()
    }

    It 'tells what has changed, and when nothing has' {
        Set-Model two
        $done = Update-MissyConfig -PassThru
        $done.PSTypeNames[0] | Should -Be 'Missy.ConfigReload'
        $done.Outcome | Should -Be 'Reloaded'
        $done.Changes.Key | Should -Be 'providers.it.model'
        $done.Changes[0].Old, $done.Changes[0].New | Should -Be 'one', 'two'
        $done.Hash | Should -Be (Get-FileHash $env:MISSY_CONFIG).Hash
        (Update-MissyConfig -PassThru).Outcome | Should -Be 'Unchanged'
        ($done | Out-String -Width 80) | Should -BeLike '*providers.it.model: one -> two*'
    }

    It 'refuses a file with any error in it, with the line, and leaves what was in effect' {
        Set-Content $env:MISSY_CONFIG "providers:`n  it: {name: ollama, model: two}`n  new: {name: nobody-knows}"
        $failed = { Update-MissyConfig } | Should -Throw -PassThru
        $failed.FullyQualifiedErrorId | Should -Be 'Configuration,Missy.Commands.UpdateMissyConfigCommand'
        $failed.Exception.Message | Should -BeLike "*refused*stays*(3,15)*MSY1203*"
        (Get-MissyProvider it -WarningAction SilentlyContinue).Model | Should -Be 'one'
    }

    It 'only says so with -WhatIf' {
        Set-Model two
        Update-MissyConfig -WhatIf
        (Get-MissyProvider it).Model | Should -Be 'one'
    }

    It 'lets a default follow its provider out of the configuration with a clear error' {
        Set-Content $env:MISSY_CONFIG "providers: {it: {name: ollama, model: one, base_url: 'http://127.0.0.1:1'}, other: {name: ollama, model: o, base_url: 'http://127.0.0.1:1'}}`n$NoRetries"
        Update-MissyConfig
        $session = New-MissySession talk -Provider other
        Set-MissyDefaultProvider other -Force
        Set-Model one
        Update-MissyConfig
        { Resolve-MissyRoute hi } | Should -Throw "*no provider 'other'*this runspace's default*"
        { Resolve-MissyRoute hi -Session $session } | Should -Throw "*no provider 'other'*session's route*"
        Set-MissyDefaultProvider -Clear
        (Resolve-MissyRoute hi).Provider | Should -Be 'it'
        Remove-MissySession talk
    }
}
