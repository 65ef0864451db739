# Runs all suites of a folder and writes their report. Exit code 86: there is no Pester.
param(
    [Parameter(Mandatory)] [string] $Folder,
    [Parameter(Mandatory)] [string] $Report
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
$configuration.TestResult.Enabled = $true
$configuration.TestResult.OutputFormat = 'NUnitXml'
$configuration.TestResult.OutputPath = $Report
$configuration.Output.Verbosity = 'Normal'
Invoke-Pester -Configuration $configuration
