<#
Runs the code of a guide as its reader would: in order, in one runspace of a PowerShell of its own, in a folder of its own. Writes one
object a block as JSON: Line, Ran, and Problem (empty where all went as the guide shows).

- powershell: each statement as if typed at the prompt. Behind one, `# -> value` says what it gives.
- sh: by bash, with missy on the PATH.
- yaml: sections of the configuration. They are checked, and from there on take the place of the same sections.
- yml: a pipeline of a build server. What its multi-line scripts say is run.
- A text block behind a block is all that the block shows; `…` there stands for anything, and times are any times.

Every provider's address is led to a simulator, with prices for the models as the services would have, but where a block only asks
about addresses (the network policy).
#>
param(
    [Parameter(Mandatory)] [string] $Guide,
    # The guide whose first block is the configuration that all of them begin with.
    [Parameter(Mandatory)] [string] $Start,
    [Parameter(Mandatory)] [string] $Manifest,
    # missy.dll
    [Parameter(Mandatory)] [string] $Cli,
    # An empty folder, which becomes the home.
    [Parameter(Mandatory)] [string] $Folder,
    # The module Pester, for a guide that uses it.
    [Parameter(Mandatory)] [string] $Pester,
    [Parameter(Mandatory)] [string] $Report
)
$ErrorActionPreference = 'Stop'
$PSStyle.OutputRendering = 'PlainText'
$width = 110

# The guides are written in English, numbers included.
[cultureinfo]::CurrentCulture = [cultureinfo]::DefaultThreadCurrentCulture = [cultureinfo]::InvariantCulture
$env:LC_ALL = 'C.UTF-8'

Remove-Item Env:MISSY_* -ErrorAction Ignore
$env:HOME = $env:USERPROFILE = $Folder
$env:ANTHROPIC_API_KEY = 'test-key-1'
$env:OPENAI_API_KEY = 'test-key-2'
$env:WORK_KEY = 'test-key-3'
$env:HOME_KEY = 'test-key-4'
$env:GITHUB_STEP_SUMMARY = Join-Path $Folder step-summary.md
$env:RUNNER_TEMP = $Folder
$work = (New-Item (Join-Path $Folder work) -ItemType Directory).FullName
$config = Join-Path $Folder .missy config.yaml
$written = Join-Path $Folder .missy as-written.yaml
$null = New-Item (Split-Path $config) -ItemType Directory

$bash = (Get-Command bash -CommandType Application -ErrorAction Ignore | Select-Object -First 1).Source
$dotnet = (Get-Command dotnet -CommandType Application -ErrorAction Ignore | Select-Object -First 1).Source
$pwsh = @([Environment]::ProcessPath)
if ((Split-Path $pwsh[0] -LeafBase) -eq 'dotnet') {
    $pwsh += Join-Path $PSHOME pwsh.dll
}

$canShell = -not $IsWindows -and $bash -and $dotnet
if ($canShell) {
    $bin = (New-Item (Join-Path $Folder bin) -ItemType Directory).FullName
    Set-Content (Join-Path $bin missy) "#!/bin/sh`nexec '$dotnet' '$Cli' `"`$@`""
    Set-Content (Join-Path $bin git) "#!/bin/sh`necho '+ one line'"
    & chmod +x (Join-Path $bin missy) (Join-Path $bin git)
    $env:PATH = "$bin`:$env:PATH"
}

$shell = [powershell]::Create()
function Invoke-Shell([string] $Code, $Output = [System.Collections.ObjectModel.Collection[psobject]]::new(), $Records) {
    $shell.Commands.Clear()
    $shell.Streams.ClearStreams()
    $null = $null -ne $Records ? $shell.AddScript($Code).AddParameter('Records', $Records) : $shell.AddScript($Code)
    $shell.Invoke($null, $Output)
    , $Output
}

$null = Invoke-Shell "Import-Module '$Manifest'; `$PSStyle.OutputRendering = 'PlainText'; `$ErrorActionPreference = 'Continue'; Set-Location '$work'"
Import-Module $Manifest

# The services of the guide.
$script:services = $null
function Start-Services([string[]] $Faults) {
    if ($script:services) {
        $script:services.Dispose()
    }

    $script:services = Start-MissySimulator -Fault $Faults
}

# Missy knows prices for the services' own addresses alone.
$prices = Join-Path $Folder .missy scene-prices.yaml
Set-Content $prices @'
as_of: 2026-01-31
prices:
  - {provider: anthropic, model: "claude-haiku-*", input: 1, output: 5}
  - {provider: anthropic, model: "claude-*", input: 3, output: 15}
  - {provider: openai, model: "gpt-*", input: 1.25, output: 10}
'@

# The configuration by sections, in order.
$sections = [ordered]@{}
function Set-Sections([string] $Yaml) {
    $name = ''
    foreach ($line in $Yaml.TrimEnd() -split '\n') {
        if ($line -match '^([a-z_]+):') {
            $name = $Matches[1]
            $sections[$name] = @()
        }

        $sections[$name] += $line
    }
}

function Write-Config {
    $text = ($sections.Values | ForEach-Object { $_ }) -join "`n"
    Set-Content $written $text
    Set-Content $config $text
    if ($canShell) {
        & chmod 600 $written $config
    }

    $null = Update-MissyConfig -WarningAction Ignore
    if (-not $sections.Contains('usage')) {
        Set-MissyConfig usage.prices $prices -WarningAction Ignore
    }

    # Who has no key is not asked, and stays as written, since on this machine it would need none.
    foreach ($provider in Get-MissyProvider -WarningAction Ignore | Where-Object AuthStatus -NE Missing) {
        Set-MissyConfig "providers.$($provider.Name).base_url" "$($script:services.BaseUrl)$($provider.Wire -match 'openai' ? 'v1' : '')" -WarningAction Ignore
    }
}

# The policy is asked about the addresses that the guide writes, everything else about those that the simulator has.
function Use-Config([string] $Code, [scriptblock] $Run) {
    $before = $env:MISSY_CONFIG
    if ($Code -match 'Test-MissyNetworkPolicy|config policy' -and $Code -notmatch '\bask\b') {
        $env:MISSY_CONFIG = $written
        & $Run
        $env:MISSY_CONFIG = $before
    } else {
        & $Run
    }
}

# What a console would show.
function Format-Shown($Records) {
    $text = Invoke-Shell -Records $Records -Code @"
param(`$Records)
`$plain = [System.Collections.Generic.List[object]]::new()
function Clear-Plain { if (`$plain.Count) { `$plain | Out-String -Width $width; `$plain.Clear() } }
foreach (`$record in `$Records) {
    `$line = switch (`$record) {
        { `$_ -is [System.Management.Automation.VerboseRecord] } { "VERBOSE: `$_" }
        { `$_ -is [System.Management.Automation.WarningRecord] } { "WARNING: `$_" }
        { `$_ -is [System.Management.Automation.InformationRecord] } { "`$_" }
        { `$_ -is [System.Management.Automation.ErrorRecord] } { `$_ | Out-String -Width $width }
    }
    if (`$null -eq `$line) { `$plain.Add(`$record) } else { Clear-Plain; `$line }
}
Clear-Plain
"@
    $text -join "`n"
}

function Get-Lines([string] $Text) {
    $Text -replace '\x1b\[[0-9;]*m' -split '\r?\n' | ForEach-Object { ($_ -replace '\s+', ' ').Trim() } | Where-Object { $_ }
}

# What differs between what a guide shows and what came; nothing when they are alike.
function Compare-Shown([string] $Shown, [string] $Came) {
    $pattern = (Get-Lines $Shown | ForEach-Object {
            if ($_ -eq '…') { '(?s:.*?)' } else { [regex]::Escape($_) -replace '…', '.*' -replace '\d+\\\.\d+(?=\\ s\b)', '\d+\.\d+' }
        }) -join '\n'
    $pattern = $pattern -replace '\\n\(\?s:\.\*\?\)', '(?s:.*?)'
    $lines = (Get-Lines $Came) -join "`n"
    if ($lines -notmatch "^$pattern$") {
        "It shows:`n$((Get-Lines $Shown) -join "`n")`nWhat came:`n$lines"
    }
}

function Invoke-PowerShellBlock($Block) {
    $tokens = $errors = $null
    $ast = [System.Management.Automation.Language.Parser]::ParseInput($Block.Code, [ref] $tokens, [ref] $errors)
    if ($errors) {
        return "It does not parse: $errors"
    }

    $promised = @{}
    $tokens | Where-Object { $_.Kind -eq 'Comment' -and $_.Text -match '^# -> (.*)$' } | ForEach-Object {
        $promised[$_.Extent.StartLineNumber] = ($_.Text -replace '^# -> ').Trim()
    }

    $shown = ''
    $all = [System.Collections.Generic.List[object]]::new()
    $statements = $ast.EndBlock.Statements
    foreach ($statement in $statements) {
        $output = [System.Collections.ObjectModel.Collection[psobject]]::new()
        try {
            $null = Invoke-Shell ". { $($statement.Extent.Text) } *>&1" $output
        } catch {
            $exception = $_.Exception.InnerException ?? $_.Exception
            $output.Add($exception.ErrorRecord ?? $_)
        }

        $line = $statement.Extent.EndLineNumber
        $isLast = -not ($statements | Where-Object { $_.Extent.StartOffset -gt $statement.Extent.StartOffset -and $_.Extent.EndLineNumber -eq $line })
        if ($isLast -and $promised.ContainsKey($line)) {
            $came = @($output | ForEach-Object { "$_" }) -join ', '
            $problem = Compare-Shown $promised[$line] $came
            $problem ? "'$($statement.Extent.Text)': $problem" : $null
            $promised.Remove($line)
        } else {
            $output | ForEach-Object { $all.Add($_) }
            $shown += "`n$(Format-Shown $output)"
        }
    }

    if ($promised.Count) {
        "The promise in line $($promised.Keys) of the block is behind no statement."
    }

    if ($Block.Shown) {
        Compare-Shown $Block.Shown $shown
    } else {
        $all | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] -or $_ -is [System.Management.Automation.WarningRecord] } |
            ForEach-Object { "It fails, and does not show it: $_" }
    }
}

function Invoke-Script([string] $Code, [string] $Shown, [switch] $IsPwsh) {
    $file = Join-Path $Folder ($IsPwsh ? 'block.ps1' : 'block.sh')
    Set-Content $file ($IsPwsh ? "Import-Module '$Manifest'`n$Code" : $Code)
    $program, $options = $IsPwsh ? $pwsh + '-NoProfile', '-NonInteractive', '-File' : , $bash
    $PSNativeCommandUseErrorActionPreference = $false
    Push-Location $work
    try {
        $came = & $program @options $file 2>&1
        $code = $LASTEXITCODE
    } finally {
        Pop-Location
    }

    if ($Shown) {
        Compare-Shown $Shown (@($came | ForEach-Object { "$_" }) -join "`n")
    } elseif ($code -ne 0) {
        "It ends with $code and does not show it: $came"
    }
}

# The scripts of several lines in a pipeline of a build server: what stands deeper than a key that ends with a bar.
function Invoke-Pipeline($Block) {
    $lines = $Block.Code.TrimEnd() -split '\n'
    $ran = $false
    for ($i = 0; $i -lt $lines.Count; $i++) {
        if ($lines[$i] -notmatch '^(?<before> *(?:- )?)(?<key>\w*)(?:: )?\|$') {
            continue
        }

        $ran = $true
        $outer = $Matches.key ? $Matches.before.Length : $Matches.before.IndexOf('-')
        $isPwsh = $Matches.key -eq 'pwsh'
        $script = for ($j = $i + 1; $j -lt $lines.Count -and $lines[$j] -match "^ {$($outer + 1),}\S"; $j++) { $lines[$j].Trim() }
        $text = $script -join "`n"
        Use-Config $text {
            Invoke-Script "$($isPwsh ? '$ErrorActionPreference = "Stop"' : 'set -e')`n$text" -IsPwsh:$isPwsh
        }
    }

    if (-not $ran) {
        'It has no script of several lines to run.'
    }
}

$reader = Join-Path $PSScriptRoot Read-Guide.ps1
Start-Services @()
Set-Sections ((& $reader $Start)[0].Code)
Write-Config

$blocks = & $reader $Guide
if ($blocks.Code -match 'Invoke-Pester') {
    $null = Invoke-Shell "Import-Module '$Pester'"
}

$results = foreach ($block in $blocks) {
    if ($null -ne $block.Services) {
        Start-Services @($block.Services -split ' \| ' | Where-Object { $_ })
        Write-Config
    }

    $ran = $block.Language -notin 'sh', 'yml' -or $canShell
    $problem = try {
        switch ($ran ? $block.Language : 'none') {
            powershell { Use-Config $block.Code { Invoke-PowerShellBlock $block } }
            yaml {
                Set-Sections $block.Code
                Write-Config
                Test-MissyConfig $written -WarningAction Ignore | ForEach-Object { "$_" }
            }
            sh { Use-Config $block.Code { Invoke-Script $block.Code $block.Shown } }
            yml { Invoke-Pipeline $block }
            none { }
            default { "No test runs '$_', or compares it with anything." }
        }
    } catch {
        "$_`n$($_.ScriptStackTrace)"
    }

    if ($script:services.Stopped) {
        # The guide stopped all simulators.
        $script:services = Start-MissySimulator -Port $script:services.Port
    }

    [pscustomobject]@{ Line = $block.Line; Ran = $ran; Problem = @($problem | Where-Object { $_ }) -join "`n" }
}

Set-Content $Report (ConvertTo-Json @($results) -Depth 3)

# The ledger is written before its folder goes.
$null = Get-MissyUsage -ErrorAction Ignore
