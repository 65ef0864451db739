BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    $old = Join-Path $Root tests/OldYamlModule/bin/OldYamlModule.dll
    $file = Join-Path $TestDrive good.yaml
    Set-Content $file "providers:`n  a: {name: simulator, tmeout: 3}`n"

    $useMissy = "(Test-MissyConfig '$file').Key; ask hi -Provider simulator -AsText"
    $useOld = "(ConvertFrom-OldYaml 'a: b').Version; (ConvertFrom-OldYaml 'a: b').a"
    $versions = @'
[AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'YamlDotNet' } |
    ForEach-Object { "$([System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext($_).Name) $($_.GetName().Version.Major)" } | Sort-Object
'@
}

Describe 'A module that brings an older YamlDotNet' {
    It 'works beside Missy when <Name>' -ForEach @(
        @{ Name = 'it was imported and used first'; First = 'Old'; Second = 'Missy' }
        @{ Name = 'Missy was imported and used first'; First = 'Missy'; Second = 'Old' }
    ) {
        $import = @{ Old = "Import-Module '$old'"; Missy = "Import-Module '$Manifest'" }
        $use = @{ Old = $useOld; Missy = $useMissy }
        $lines = Invoke-FreshPwsh (@($import[$First]; $use[$First]; $import[$Second]; $use[$Second]; $use[$First]; $versions) -join "`n")
        @($lines | Where-Object { $_ -eq '13.0' }).Count | Should -Be ($First -eq 'Old' ? 2 : 1)
        @($lines | Where-Object { $_ -eq 'providers.a.tmeout' }).Count | Should -Be ($First -eq 'Old' ? 1 : 2)
        @($lines | Where-Object { $_ -like '*simulated*' }).Count | Should -Be ($First -eq 'Old' ? 1 : 2)
        $lines[-2..-1] | Should -Be 'Default 13', 'Missy 16'
    }
}

Describe 'Missy''s libraries' {
    It 'load apart from everybody else''s, and the framework''s from the framework' {
        $lines = Invoke-FreshPwsh @"
            Import-Module '$Manifest'
            `$null = Test-MissyConfig '$file'
            `$null = ask hi -Provider simulator -Stream
            [AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object {
                "`$([System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext(`$_).Name)/`$(`$_.GetName().Name)" }
"@
        foreach ($name in 'Missy.Core', 'Missy.Simulator', 'YamlDotNet') {
            $lines | Should -Contain "Missy/$name"
            $lines | Should -Not -Contain "Default/$name"
        }

        $lines | Should -Contain 'Default/Missy.PowerShell'
        $lines | Should -Not -Contain 'Missy/System.Diagnostics.DiagnosticSource'
        $lines | Should -Not -Contain 'Missy/System.Text.Json'
    }

    It 'come when they are needed: a call that goes well loads nothing for retries, and what does so finds it there' {
        $lines = Invoke-FreshPwsh @"
            Import-Module '$Manifest'
            `$null = ask hi -Provider simulator
            `$null = ask hi -Provider simulator -Stream
            `$context = [System.Runtime.Loader.AssemblyLoadContext]::All | Where-Object Name -EQ Missy
            "before: `$([AppDomain]::CurrentDomain.GetAssemblies().GetName().Name -eq 'Polly.Core')"
            `$polly = `$context.LoadFromAssemblyName([System.Reflection.AssemblyName] 'Polly.Core')
            "from: `$([System.Runtime.Loader.AssemblyLoadContext]::GetLoadContext(`$polly).Name) `$(`$polly.Location)"
"@
        $lines[-2] | Should -Be 'before: '
        $lines[-1] | Should -Be "from: Missy $(Join-Path $Root module bin core Polly.Core.dll)"
    }

    It 'are taken as compiled ahead for this platform where the package has them so, and else as they are' {
        $copy = Join-Path $TestDrive ahead
        Copy-Item (Join-Path $Root module) (Join-Path $copy module) -Recurse
        Copy-Item $Manifest $copy
        $core = Join-Path $copy module bin core
        $ahead = Join-Path $core ([System.Runtime.InteropServices.RuntimeInformation]::RuntimeIdentifier)
        $null = New-Item $ahead, (Join-Path $core other-x64) -ItemType Directory
        Copy-Item (Join-Path $core Missy.Core.dll) $ahead
        Copy-Item (Join-Path $core YamlDotNet.dll) (Join-Path $core other-x64)
        $lines = Invoke-FreshPwsh @"
            Import-Module '$(Join-Path $copy Missy.psd1)'
            `$null = Test-MissyConfig '$file'
            [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { `$_.GetName().Name -in 'Missy.Core', 'YamlDotNet' } | ForEach-Object Location | Sort-Object
"@
        $lines | Should -Be @((Join-Path $ahead Missy.Core.dll), (Join-Path $core YamlDotNet.dll) | Sort-Object)
    }
}
