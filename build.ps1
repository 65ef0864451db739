<#
.SYNOPSIS
Builds, tests and packs Missy. Needs PowerShell 7.4 and the .NET SDK, nothing else.

.DESCRIPTION
Build      all projects; the module can then be imported: Import-Module ./Missy.psd1
Test       all tests, those in PowerShell too
Help       the help of the cmdlets, en-US/Missy.PowerShell.dll-Help.xml, from docs/cmdlets and the cmdlets
Recording  the terminal in README.md, docs/images/terminal.svg, from a real run
Pack       the module as a folder and as a package, and the missy command as a package, in out/; with -ReadyToRunFor, both
           also compiled ahead for these platforms
Clean      removes what the others made

.EXAMPLE
./build.ps1

.EXAMPLE
./build.ps1 Clean, Test, Pack

.EXAMPLE
./build.ps1 Pack -ReadyToRunFor linux-x64, win-x64, osx-arm64

.EXAMPLE
pwsh build.ps1 Pack -ReadyToRunFor linux-x64,win-x64
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Help', 'Recording', 'Pack', 'Clean')]
    [string[]] $Task = 'Build',

    # Runtime identifiers such as linux-x64, win-x64, osx-arm64.
    [string[]] $ReadyToRunFor = @(),

    [ValidateSet('Debug', 'Release')]
    [string] $Configuration = ($Task -contains 'Pack' ? 'Release' : 'Debug')
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$root = $PSScriptRoot
$out = Join-Path $root out
$solution = Join-Path $root Missy.sln

function Invoke-DotNet {
    & dotnet @args
    if ($LASTEXITCODE -ne 0) {
        throw "dotnet $($args[0]) failed with exit code $LASTEXITCODE."
    }
}

function Invoke-Build {
    Invoke-DotNet build $solution --configuration $Configuration --nologo -v minimal
}

function Invoke-Test {
    # This PowerShell is the one to test.
    $env:MISSY_PWSH ??= (Join-Path $PSHOME ($IsWindows ? 'pwsh.exe' : 'pwsh'))
    Invoke-DotNet test $solution --configuration $Configuration --nologo
}

function Invoke-ModuleBuild {
    Invoke-DotNet build (Join-Path $root src/Missy.PowerShell) --configuration $Configuration --nologo -v quiet
}

function Invoke-Recording {
    Invoke-ModuleBuild
    & (Join-Path $root docs/images/New-TerminalRecording.ps1)
}

# In a PowerShell of its own, which lets go of the assemblies when it is done.
function Invoke-Help {
    Invoke-ModuleBuild
    $maker = Join-Path $root src/Missy.PowerShell/Help/New-ModuleHelp.ps1
    $text = & (Join-Path $PSHOME ($IsWindows ? 'pwsh.exe' : 'pwsh')) -NoProfile -NonInteractive -Command { param($maker) & $maker } -args $maker
    if ($LASTEXITCODE -ne 0 -or -not $text) {
        throw 'The help could not be made.'
    }

    [System.IO.File]::WriteAllText((Join-Path $root en-US/Missy.PowerShell.dll-Help.xml), $text)
}

# dotnet alone does the same: dotnet pack src/Missy.PowerShell --output out; dotnet pack src/Missy.Cli --output out
function Invoke-Pack {
    # From another shell, by pwsh -File, a list comes as one word.
    $platforms = @($ReadyToRunFor -split ',').Trim()
    $ahead = $ReadyToRunFor ? @("-p:ReadyToRunFor=`"$($platforms -join ';')`"") : @()
    foreach ($project in 'Missy.PowerShell', 'Missy.Cli') {
        Invoke-DotNet pack (Join-Path $root src $project) --configuration $Configuration --output $out --nologo -v quiet @ahead
    }

    # The file that Test-ModuleManifest refuses is one that the Gallery refuses.
    $version = (Import-PowerShellDataFile (Join-Path $root Missy.psd1)).ModuleVersion
    $null = Test-ModuleManifest (Join-Path $out Missy $version Missy.psd1) -ErrorAction Stop
    Get-ChildItem $out -Filter *.nupkg
}

function Invoke-Clean {
    Get-ChildItem (Join-Path $root src), (Join-Path $root tests) -Directory |
        ForEach-Object { Join-Path $_ bin; Join-Path $_ obj } |
        Where-Object { Test-Path $_ } |
        Remove-Item -Recurse -Force
    Remove-Item $out, (Join-Path $root module/bin) -Recurse -Force -ErrorAction Ignore
}

foreach ($name in $Task) {
    & "Invoke-$name"
}
