# Runs all suites of a folder and writes their report. Exit code 86: there is no Pester.
param(
    [Parameter(Mandatory)] [string] $Folder,
    [Parameter(Mandatory)] [string] $Report,
    # Where to write what failed outside of a test, which the report does not tell: file name and message, a tab between.
    [Parameter(Mandatory)] [string] $SetupReport
)
$ErrorActionPreference = 'Stop'

$pester = Get-Module Pester -ListAvailable | Where-Object { $_.Version.Major -eq 5 } | Sort-Object Version -Descending | Select-Object -First 1
if (-not $pester) {
    exit 86
}

Import-Module $pester.Path
$env:PSModulePath = Join-Path $PSHOME Modules

$configuration = New-PesterConfiguration
$configuration.Run.Path = $Folder
$configuration.Run.Exit = $false
$configuration.Run.PassThru = $true
$configuration.TestResult.Enabled = $true
$configuration.TestResult.OutputFormat = 'NUnitXml'
$configuration.TestResult.OutputPath = $Report
$configuration.Output.Verbosity = 'Normal'
$result = Invoke-Pester -Configuration $configuration

function Get-SetupError($Block) {
    $Block.ErrorRecord
    $Block.Blocks | Where-Object { $_ } | ForEach-Object { Get-SetupError $_ }
}

$failures = $result.Containers | ForEach-Object {
    $name = Split-Path $_.Item -Leaf
    Get-SetupError $_ | Where-Object { $_ } | ForEach-Object { "$name`t$($_.Exception.Message -replace '\s+', ' ')" }
}
[System.IO.File]::WriteAllLines($SetupReport, [string[]] @($failures))
