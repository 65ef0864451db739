# The folder that ModulePackage.txt lists is the package; that the package holds just that, ModulePackageTests.cs tells.
BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1

    $package = Join-Path $TestDrive Missy
    foreach ($name in Get-Content (Join-Path $Root src/Missy.PowerShell/ModulePackage.txt)) {
        $target = Join-Path $package $name
        $null = New-Item (Split-Path $target) -ItemType Directory -Force
        Copy-Item (Join-Path $Root ($name -eq 'module/LICENSE' ? 'LICENSE' : $name)) $target
    }

    $packed = Join-Path $package Missy.psd1

    # Help of a known text, beside what the package has.
    $help = Join-Path $package en-US
    $null = New-Item $help -ItemType Directory -Force
    Set-Content (Join-Path $help about_Missy_Packed.help.txt) "TOPIC`n    about_Missy_Packed`n`nSHORT DESCRIPTION`n    The packed topic."
    Set-Content (Join-Path $help Missy.PowerShell.dll-Help.xml) @'
<?xml version="1.0" encoding="utf-8"?>
<helpItems schema="maml" xmlns="http://msh">
  <command:command xmlns:maml="http://schemas.microsoft.com/maml/2004/10" xmlns:command="http://schemas.microsoft.com/maml/dev/command/2004/10">
    <command:details>
      <command:name>Get-MissyProvider</command:name>
      <maml:description><maml:para>The packed synopsis.</maml:para></maml:description>
    </command:details>
  </command:command>
</helpItems>
'@
}

AfterAll { Reset-Missy }

Describe 'The packed module' {
    It 'has a manifest that Test-ModuleManifest lets pass, as the Gallery''s client asks' {
        $tested = Test-ModuleManifest $packed -ErrorAction Stop -WarningAction Stop
        $tested.ExportedCmdlets.Count | Should -BeGreaterThan 30
        $tested.PrivateData.PSData.Tags | Should -Contain 'LLM'
        $tested.LicenseUri | Should -Not -BeNullOrEmpty
    }

    It 'imports in a clean runspace, with cmdlets, alias, views and help' {
        $shell = [powershell]::Create([initialsessionstate]::CreateDefault())
        try {
            $found = Invoke-In $shell @"
                # The process has the cmdlets' assembly already, from the checkout; here it is the files beside it that count.
                Import-Module '$packed'
                [pscustomobject]@{
                    Base = (Get-Module Missy).ModuleBase
                    Cmdlets = (Get-Command -Module Missy -CommandType Cmdlet).Name
                    Alias = (Get-Alias ask).Definition
                    View = @(Get-FormatData Missy.Response).Count
                    Synopsis = (Get-Help Get-MissyProvider).Synopsis
                }
"@
            $found.Base | Should -Be $package
            $found.Cmdlets | Should -Be (Import-PowerShellDataFile $Manifest).CmdletsToExport
            $found.Alias | Should -Be 'Invoke-MissyAsk'
            $found.View | Should -Be 1
            $found.Synopsis | Should -Be 'The packed synopsis.'
        }
        finally {
            $shell.Dispose()
        }
    }

    It 'works in a process of its own, from its own files alone' {
        $lines = Invoke-FreshPwsh @"
            `$env:PSModulePath = '$TestDrive'
            Import-Module Missy
            ask hi -Provider simulator -AsText
            (Get-Help Get-MissyProvider).Synopsis
            (Get-Help about_Missy_Packed | Out-String).Trim().Split("``n")[0]
            (Get-MissyProvider simulator | Format-List | Out-String) -match 'simulator'
            [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { `$_.GetName().Name -match '^(Missy|Polly|Yaml)' } | ForEach-Object Location
"@
        $lines[0] | Should -BeLike '*simulated*'
        $lines[1] | Should -Be 'The packed synopsis.'
        $lines[2] | Should -BeLike 'TOPIC*'
        $lines[3] | Should -Be 'True'
        $lines | Select-Object -Skip 4 | Should -Contain (Join-Path $package module/bin/core/Missy.Core.dll)
        $lines | Select-Object -Skip 4 | Where-Object { $_ -notlike "$package*" } | Should -BeNullOrEmpty
    }

    It 'tells the licences of the libraries that it brings' {
        $notices = Get-Content (Join-Path $package module/THIRD-PARTY-NOTICES.txt) -Raw
        Get-ChildItem (Join-Path $package module/bin/core) -File | Where-Object Name -NotLike 'Missy.*' | ForEach-Object {
            $notices | Should -BeLike "*$($_.Name)*"
        }
    }
}
