BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1

    # What `ask` is in a PowerShell that had something else of that name, after the import and after the module is removed.
    function Get-Ask([string] $Before, [string] $Import = "Import-Module '$Manifest'") {
        Invoke-FreshPwsh @"
            `$env:MISSY_CONFIG = '$BareConfig'
            $Before
            $Import
            `$found = Get-Command ask
            "`$(`$found.CommandType) `$(`$found.Definition) exported=`$((Get-Module Missy).ExportedAliases.Count)"
            `$env:PSModulePath = ''
            Remove-Module Missy
            "`$((Get-Command ask -ErrorAction Ignore).Definition)"
"@
    }

    $program = Join-Path $TestDrive bin ($IsWindows ? 'ask.cmd' : 'ask')
    $null = New-Item (Split-Path $program) -ItemType Directory
    Set-Content $program ($IsWindows ? '@echo mine' : "#!/bin/sh`necho mine")
    if (-not $IsWindows) {
        chmod +x $program
    }
}

AfterAll { Reset-Missy }

Describe 'The alias ask' {
    It 'is there where its name is free, and goes with the module' {
        Get-Ask '' | Should -Be 'Alias Invoke-MissyAsk exported=1', ''
    }

    It 'yields to an alias' {
        Get-Ask 'Set-Alias ask Get-Date' | Should -Be 'Alias Get-Date exported=0', 'Get-Date'
    }

    It 'yields to a function' {
        Get-Ask "function ask {'mine'}" | Should -Be "Function 'mine' exported=0", "'mine'"
    }

    It 'yields to a program' {
        Get-Ask "`$env:PATH += [System.IO.Path]::PathSeparator + '$(Split-Path $program)'" |
            Should -Be "Application $program exported=0", $program
    }

    It 'does not keep the module from a runspace that has no aliases' {
        $state = [initialsessionstate]::Create()
        $state.ImportPSModule($Manifest)
        $shell = [powershell]::Create($state)
        try {
            $shell.Commands.Clear()
            $null = $shell.AddCommand('Get-MissyModelTier').AddParameter('Prompt', 'hi').Invoke()
            $shell.HadErrors | Should -BeFalse
            $shell.Runspace.InitialSessionState.Commands.Name | Should -Not -Contain ask
        }
        finally {
            $shell.Dispose()
        }
    }

    It 'comes with <name>' -ForEach @(
        @{ Name = 'a second import'; Import = "Import-Module '{0}'; Import-Module '{0}' -Force" }
        @{ Name = 'an import inside a function'; Import = "function Use-It {{ Import-Module '{0}' -Global }}; Use-It" }
        @{ Name = 'the first use of a module that was not imported'; Import = "`$env:PSModulePath = '{1}'; `$null = ask hi -Provider simulator" }
    ) {
        $modules = Join-Path $TestDrive modules
        if (-not (Test-Path $modules)) {
            $null = New-Item $modules -ItemType Directory
            $null = New-Item (Join-Path $modules Missy) -ItemType Directory
            Copy-Item $Manifest, (Join-Path $Root module) (Join-Path $modules Missy) -Recurse
        }

        Get-Ask '' ($Import -f $Manifest, $modules) | Should -Be 'Alias Invoke-MissyAsk exported=1', ''
    }

    It 'comes with a runspace that is made with the module' {
        $state = [initialsessionstate]::CreateDefault()
        $state.ImportPSModule($Manifest)
        $runspace = [runspacefactory]::CreateRunspace($state)
        $runspace.Open()
        $shell = [powershell]::Create($runspace)
        try {
            Invoke-In $shell '(Get-Alias ask).Definition' | Should -Be 'Invoke-MissyAsk'
        }
        finally {
            $shell.Dispose()
            $runspace.Dispose()
        }
    }
}
