BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1

    # Stands in for SecretManagement: its vaults are a hashtable, and it tells how often and where it was asked.
    $folder = Join-Path $TestDrive Modules/Microsoft.PowerShell.SecretManagement
    $null = New-Item $folder -ItemType Directory
    Set-Content (Join-Path $folder Microsoft.PowerShell.SecretManagement.psm1) @'
$global:VaultReads = [System.Collections.Generic.List[object]]::new()
$global:VaultSecrets = @{}
function Get-Secret {
    [CmdletBinding()]
    param([string] $Name, [string] $Vault, [switch] $AsPlainText)
    $global:VaultReads.Add([pscustomobject]@{
        Secret = "$Vault/$Name"; Plain = [bool] $AsPlainText
        Runspace = [runspace]::DefaultRunspace.Id; Thread = [System.Threading.Thread]::CurrentThread.ManagedThreadId
    })
    if (-not $global:VaultSecrets.ContainsKey("$Vault/$Name")) {
        throw "The secret $Name was not found."
    }

    $global:VaultSecrets["$Vault/$Name"]
}
Export-ModuleMember Get-Secret
'@
    $modulePath = $env:PSModulePath

    # A provider whose key is in the vault; each has a name of its own, since what a vault gave is kept.
    function Use-VaultProvider([string] $More = '') {
        $name = "n$([guid]::NewGuid().ToString('n'))"
        Use-TestConfig @"
providers:
  it: { name: openai, model: m, local: false, base_url: '$($simulator.BaseUrl)v1', api_key: 'secret://Team/$name' }
  other: { name: openai, model: m, base_url: '$($simulator.BaseUrl)v1' }
$More
"@
        "Team/$name"
    }
}

AfterAll { Reset-Missy }

Describe 'A key in a vault' {
    BeforeEach {
        $simulator = Start-MissySimulator
        $env:PSModulePath = (Join-Path $TestDrive Modules) + [System.IO.Path]::PathSeparator + $modulePath
    }

    AfterEach {
        $simulator.Stop()
        $env:PSModulePath = $modulePath
        Remove-Module Microsoft.PowerShell.SecretManagement -ErrorAction Ignore
        Remove-Variable VaultReads, VaultSecrets -Scope Global -ErrorAction Ignore
    }

    It 'is read by Get-Secret on the thread of the pipeline, once' {
        $secret = Use-VaultProvider
        Import-Module Microsoft.PowerShell.SecretManagement
        $VaultSecrets[$secret] = 'test-key-vault'
        $null = ask 'hi' -Provider it
        $null = ask 'hi' -Provider it -Stream
        $VaultReads.Count | Should -Be 1
        $VaultReads[0].Secret | Should -Be $secret
        $VaultReads[0].Plain | Should -BeTrue
        $VaultReads[0].Runspace | Should -Be ([runspace]::DefaultRunspace.Id)
        $VaultReads[0].Thread | Should -Be ([System.Threading.Thread]::CurrentThread.ManagedThreadId)
        $simulator.Requests | ForEach-Object KeyHash | Sort-Object -Unique | Should -HaveCount 1
    }

    It 'loads the module by itself' {
        $null = Use-VaultProvider
        { ask 'hi' -Provider it } | Should -Throw '*was not found*'
        Get-Module Microsoft.PowerShell.SecretManagement | Should -Not -BeNullOrEmpty
    }

    It 'may be a <Kind>' -ForEach @(
        @{ Kind = 'SecureString'; Secret = { ConvertTo-SecureString 'test-key-vault' -AsPlainText -Force } }
        @{ Kind = 'credential'; Secret = { [pscredential]::new('u', (ConvertTo-SecureString 'test-key-vault' -AsPlainText -Force)) } }
    ) {
        $name = Use-VaultProvider
        Import-Module Microsoft.PowerShell.SecretManagement
        $VaultSecrets[$name] = & $Secret
        (ask 'hi' -Provider it).Content | Should -Not -BeNullOrEmpty
    }

    It 'is not opened for anything but a call' {
        $null = Use-VaultProvider
        Import-Module Microsoft.PowerShell.SecretManagement
        $shown = Get-MissyProvider it
        $shown.AuthStatus | Should -Be Configured
        $null = Get-MissyModel
        $null = ask 'hi' -Provider it -WhatIf
        $null = ask 'hi' -Provider other
        $null = TabExpansion2 'ask -Provider i'
        $null = TabExpansion2 'ask -Provider it -Model '
        $VaultReads | Should -BeNullOrEmpty
    }

    It 'is read again when the service refuses it' {
        $simulator.Stop()
        $simulator = Start-MissySimulator -Fault 'key=test-key-old;call=2-;fault=401'
        $secret = Use-VaultProvider
        Import-Module Microsoft.PowerShell.SecretManagement
        $VaultSecrets[$secret] = 'test-key-old'
        $null = ask 'hi' -Provider it
        $VaultSecrets[$secret] = 'test-key-new'
        $null = ask 'hi' -Provider it
        $VaultReads.Count | Should -Be 2
    }

    It 'that cannot be read is an error which says why, and takes nothing from others' {
        $null = Use-VaultProvider
        $failure = try { ask 'hi' -Provider it } catch { $_ }
        $failure.FullyQualifiedErrorId | Should -BeLike 'Authentication,*'
        $failure.Exception.Message | Should -BeLike '*secret://Team/*cannot be read: The secret*was not found*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike "Try: Get-Secret -Vault 'Team'*"
        (Get-MissyProvider it).AuthStatus | Should -Be Missing
        (ask 'hi' -Provider other).Provider | Should -Be other
    }

    It 'without the module says what to install' {
        $env:PSModulePath = $modulePath
        $null = Use-VaultProvider
        $failure = try { ask 'hi' -Provider it } catch { $_ }
        $failure.Exception.Message | Should -BeLike '*the module Microsoft.PowerShell.SecretManagement is not there*'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*Install-PSResource*'
    }

    It 'can be stopped while it is opened' {
        $null = Use-VaultProvider
        $shell = New-Shell
        $here = Join-Path $TestDrive "$([guid]::NewGuid()).txt"
        Invoke-In $shell "Import-Module Microsoft.PowerShell.SecretManagement; function global:Wait-Here { Set-Content '$here' x; while (`$true) { Start-Sleep -Milliseconds 20 } }"
        Invoke-In $shell '& (Get-Module Microsoft.PowerShell.SecretManagement) { function script:Get-Secret { Wait-Here } }'
        $shell.Commands.Clear()
        $running = $shell.AddScript("ask 'hi' -Provider it").BeginInvoke()
        while (-not (Test-Path $here) -and -not $running.IsCompleted) { Start-Sleep -Milliseconds 20 }
        $shell.Stop()
        $shell.InvocationStateInfo.State | Should -Be Stopped
        $shell.Dispose()
    }
}
