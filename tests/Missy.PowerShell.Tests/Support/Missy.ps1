# What the suites share; each loads it first.
$Root = [System.IO.Path]::GetFullPath((Join-Path $PSScriptRoot '../../..'))
$Manifest = Join-Path $Root 'Missy.psd1'
Import-Module $Manifest

# Most tests are about one attempt; what follows from a failure has a suite of its own.
$NoRetries = 'reliability: {max_retries: 0}'
$BareConfig = Join-Path ([System.IO.Path]::GetTempPath()) "missy-$PID.yaml"
Set-Content $BareConfig $NoRetries
$env:MISSY_CONFIG = $BareConfig

# Makes a configuration file the one in effect.
function Use-TestConfig([string] $Yaml) {
    $env:MISSY_CONFIG = Join-Path $TestDrive "$([guid]::NewGuid()).yaml"
    Set-Content $env:MISSY_CONFIG ($Yaml -match '(?m)^reliability:|^\{' ? $Yaml : "$Yaml`n$NoRetries")
}

# What a simulator was last asked, as object.
function Get-LastBody($Simulator) {
    $Simulator.Requests[-1].Body | ConvertFrom-Json
}

# Lets a provider's breaker hear of failed calls.
function Add-CircuitFailure([string] $Provider, [int] $Count, [string] $Kind = 'Unavailable') {
    $any = [System.Reflection.BindingFlags] 'Public, NonPublic, Static, Instance'
    $client = (Get-Command Get-MissyCircuit).ImplementingType.Assembly.GetType('Missy.MissyProcess').GetProperty('Client', $any).GetValue($null)
    $breaker = $client.GetType().GetProperty('Breakers', $any).GetValue($client).Of($Provider, $client.Registry.Get($Provider).BaseUrl)
    foreach ($failure in 1..$Count) {
        $lease = $rejection = $null
        $null = $breaker.TryEnter([ref] $lease, [ref] $rejection)
        $lease.Failed($Kind)
    }
}

# Leaves nothing of a suite to the next one.
function Reset-Missy {
    Stop-MissySimulator
    $env:MISSY_CONFIG = $BareConfig
    Get-MissySession * | Remove-MissySession
    Remove-Item Env:MISSY_PROVIDER, Env:MISSY_MODEL -ErrorAction Ignore
}

# A runspace of its own with Missy in it.
function New-Shell {
    $shell = [powershell]::Create()
    $null = $shell.AddScript("Import-Module '$Manifest'").Invoke()
    $shell
}

# Runs a script there; an error there is an error here.
function Invoke-In($Shell, [string] $Script) {
    $Shell.Commands.Clear()
    $Shell.Streams.ClearStreams()
    $Shell.AddScript($Script).Invoke()
    if ($Shell.Streams.Error.Count -gt 0) {
        throw $Shell.Streams.Error[0]
    }
}

# Runs a script in a PowerShell of its own and gives its output lines. -Prefix is a command to run it under.
function Invoke-FreshPwsh([string] $Script, [string[]] $Prefix = @()) {
    $path = Join-Path $TestDrive "$([guid]::NewGuid()).ps1"
    Set-Content $path "`$ErrorActionPreference = 'Stop'`n$Script"
    $program = [System.Environment]::ProcessPath
    $command = @($Prefix) + $program
    if ((Split-Path $program -LeafBase) -eq 'dotnet') {
        $command += Join-Path $PSHOME pwsh.dll
    }

    $first, $rest = $command
    & $first @rest -NoProfile -NonInteractive -File $path
    if ($LASTEXITCODE -ne 0) {
        throw "The script failed in its own PowerShell with exit code $LASTEXITCODE."
    }
}
