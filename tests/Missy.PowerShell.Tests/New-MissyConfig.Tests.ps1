BeforeAll { . $PSScriptRoot/Support/Missy.ps1 }

AfterAll { Reset-Missy }

Describe 'New-MissyConfig' {
    BeforeEach { $path = Join-Path $TestDrive "$([guid]::NewGuid())" config.yaml }

    It 'writes a starter file that Test-MissyConfig finds nothing in' {
        New-MissyConfig $path | Should -BeNullOrEmpty
        Test-MissyConfig $path | Should -BeNullOrEmpty
        Get-Content $path -Raw | Should -BeLike '*config_version: 2*#*anthropic*'
    }

    It 'turns on what the environment has a key for, and never writes the key' {
        $env:MISTRAL_API_KEY = 'test-key-1'
        try { (New-MissyConfig $path -PassThru).FullName | Should -Be $path } finally { Remove-Item Env:MISTRAL_API_KEY }
        $text = Get-Content $path -Raw
        $text | Should -Match '(?m)^default_provider: mistral$'
        $text | Should -Match '(?m)^  mistral:$'
        $text | Should -Match '(?m)^    api_key_env: MISTRAL_API_KEY$'
        $text | Should -Not -BeLike '*test-key-1*'
    }

    It 'tells with -Verbose what it found, and puts the schema for editors beside the file' {
        $env:MISTRAL_API_KEY = 'test-key-1'
        try { $told = New-MissyConfig $path -Verbose 4>&1 } finally { Remove-Item Env:MISTRAL_API_KEY }
        "$told" | Should -BeLike '*Found MISTRAL_API_KEY in the environment, a key for mistral.*missy-config.schema.json*'
        (Get-Content $path)[0] | Should -Be '# yaml-language-server: $schema=./missy-config.schema.json'
        $schema = Join-Path (Split-Path $path) missy-config.schema.json
        (Get-FileHash $schema).Hash | Should -Be (Get-FileHash (Join-Path $Root module/missy-config.schema.json)).Hash
    }

    It 'leaves a schema that is not its own, and warns' {
        $null = New-Item (Split-Path $path) -ItemType Directory
        Set-Content (Join-Path (Split-Path $path) missy-config.schema.json) 'mine'
        New-MissyConfig $path -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike '*missy-config.schema.json*stays as it is*'
        Get-Content (Join-Path (Split-Path $path) missy-config.schema.json) | Should -Be 'mine'
        Get-Content $path -Raw | Should -Not -BeLike '*$schema*'
    }

    It 'writes for the owner alone' -Skip:$IsWindows {
        New-MissyConfig $path
        [System.IO.File]::GetUnixFileMode($path) | Should -Be ([System.IO.UnixFileMode]'UserRead, UserWrite')
    }

    It 'never overwrites without -Force' {
        New-MissyConfig $path
        Set-Content $path 'mine'
        New-MissyConfig $path -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -Be 'ConfigExists,Missy.Commands.NewMissyConfigCommand'
        $failed[0].CategoryInfo.Category | Should -Be 'ResourceExists'
        Get-Content $path | Should -Be 'mine'
        New-MissyConfig $path -Force
        Get-Content $path -Raw | Should -BeLike '*config_version*'
    }

    It 'writes nothing with -WhatIf' {
        New-MissyConfig $path -WhatIf
        $path | Should -Not -Exist
    }

    It 'writes the file in effect when none is named' {
        $env:MISSY_CONFIG = $path
        New-MissyConfig
        Remove-Item Env:MISSY_CONFIG
        $path | Should -Exist
    }

    It 'says why a file cannot be written' {
        New-MissyConfig $TestDrive -Force -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0].FullyQualifiedErrorId | Should -Be 'ConfigNotWritten,Missy.Commands.NewMissyConfigCommand'
        $failed[0].TargetObject | Should -Be "$TestDrive"
    }
}
