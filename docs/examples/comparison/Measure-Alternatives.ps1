<#
.SYNOPSIS
Measures Missy beside other PowerShell modules, against one server on this machine, and prints a table in Markdown.

.DESCRIPTION
The server is Missy's simulator in a process of its own, so that no module has it nearer than another. Each round starts a new pwsh for
every module, in turn, and the table has the medians of the rounds. All ask in the same wire, OpenAI Chat Completions, without a key that is
worth anything, and in a home folder that is deleted afterwards. A module that is not installed is left out, and said so.

Figures depend on the machine and on what else it does. Compare only lines of one run.

.PARAMETER Missy
Missy, by name or by the path of its manifest.

.PARAMETER PSOpenAI
PSOpenAI, by name or by the path of its manifest.

.PARAMETER PSAI
PSAI, likewise.

.PARAMETER PSAISuite
PSAISuite, likewise.

.PARAMETER RoundCount
How many processes to start for each module.

.PARAMETER CallCount
How many calls each process times, after a tenth as many that it does not time.

.EXAMPLE
./Measure-Alternatives.ps1

.EXAMPLE
./Measure-Alternatives.ps1 -PSOpenAI ~/src/PSOpenAI/PSOpenAI.psd1 -RoundCount 15
#>
[CmdletBinding()]
[OutputType([string])]
param(
    [string] $Missy = "$PSScriptRoot/../../../Missy.psd1",
    [string] $PSOpenAI = 'PSOpenAI',
    [string] $PSAI = 'PSAI',
    [string] $PSAISuite = 'PSAISuite',
    [ValidateRange(1, 1000)] [int] $RoundCount = 7,
    [ValidateRange(1, 100000)] [int] $CallCount = 200
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$processLimit = [timespan]::FromMinutes(5)
$answer = 'The quick brown fox jumps over the lazy dog. ' * 20

# How each is asked: what has to be said before the first call, one call, and the same call streamed.
$contenders = [ordered]@{
    'Invoke-RestMethod' = @{
        Module = $null
        Before = ''
        Ask    = '(Invoke-RestMethod "$url/v1/chat/completions" -Method Post -ContentType application/json -Headers @{ Authorization = "Bearer test-key-1" } -Body (@{ model = "m"; messages = @(@{ role = "user"; content = "hi" }) } | ConvertTo-Json)).choices[0].message.content'
        Stream = $null
    }
    'Missy'             = @{
        Module = $Missy
        Before = 'Set-Content "$HOME/missy.yaml" "providers: {local: {name: openai, base_url: $url/v1, model: m, api_key: test-key-1}}"; $env:MISSY_CONFIG = "$HOME/missy.yaml"'
        Ask    = 'Invoke-MissyAsk hi -AsText'
        Stream = 'Invoke-MissyAsk hi -Stream | ForEach-Object Text'
    }
    'PSOpenAI'          = @{
        Module = $PSOpenAI
        Before = '$env:OPENAI_API_BASE = "$url/v1"; $env:OPENAI_API_KEY = "test-key-1"'
        Ask    = '(Request-ChatCompletion hi -Model m).Answer'
        Stream = 'Request-ChatCompletion hi -Model m -Stream'
    }
    # It has no setting for an address; the variable that holds OpenAI's is replaced.
    'PSAI'              = @{
        Module = $PSAI
        Before = '& (Get-Module PSAI) { $script:baseUrl = "$args/v1" } $url; $env:OpenAIKey = "test-key-1"'
        Ask    = '(Invoke-OAIChatCompletion -Messages @(New-ChatRequestUserMessage hi) -Model m).choices[0].message.content'
        Stream = $null
    }
    # Only its provider for Ollama takes an address; it speaks Chat Completions, after a GET each time.
    'PSAISuite'         = @{
        Module = $PSAISuite
        Before = '$env:OLLAMA_HOST = $url; $env:OllamaKey = "test-key-1"'
        Ask    = 'Invoke-ChatCompletion hi -Model ollama:m'
        Stream = $null
    }
}

function New-Command([hashtable] $Contender) {
    @"
`$ErrorActionPreference = 'Stop'
`$url = '$url'
`$process = [System.Diagnostics.Process]::GetCurrentProcess()
`$atStart = `$process.WorkingSet64
`$watch = [System.Diagnostics.Stopwatch]::new()
function Get-Time([scriptblock] `$Script) { `$watch.Restart(); `$null = . `$Script; `$watch.Elapsed.TotalMilliseconds }
function Get-Median([double[]] `$Times) { (`$Times | Sort-Object)[[Math]::Floor(`$Times.Count / 2)] }
`$result = @{ Version = ''; Import = `$null; Pieces = `$null; Stream = `$null }
Get-Time { } | Out-Null
$(if ($Contender.Module) { "`$result.Import = Get-Time { `$script:module = Import-Module '$($Contender.Module)' -PassThru }; `$result.Version = `"`$(`$module.Version)`"" })
$($Contender.Before)
`$result.First = Get-Time { `$script:said = $($Contender.Ask) }
if ("`$said".Trim() -ne '$($answer.Trim())') { throw "Another answer came: `$said" }
foreach (`$i in 1..$([Math]::Ceiling($CallCount / 10))) { `$null = $($Contender.Ask) }
`$result.Call = Get-Median @(foreach (`$i in 1..$CallCount) { Get-Time { $($Contender.Ask) } })
$(if ($Contender.Stream) { @"
`$null = $($Contender.Stream)
`$result.Stream = Get-Median @(foreach (`$i in 1..$([Math]::Ceiling($CallCount / 10))) { Get-Time { `$script:pieces = @($($Contender.Stream)) } })
if ((-join `$pieces).Trim() -ne '$($answer.Trim())') { throw "Another answer was streamed: `$pieces" }
"@ })
[System.GC]::Collect()
`$process.Refresh()
`$result.Memory = (`$process.WorkingSet64 - `$atStart) / 1MB
`$result | ConvertTo-Json -Compress
"@
}

# Runs a script in a pwsh of its own, with nothing of this process's variables for keys, addresses and configuration.
function New-PowerShell([string] $Script) {
    $start = [System.Diagnostics.ProcessStartInfo]::new([System.Environment]::ProcessPath)
    foreach ($argument in '-NoProfile', '-NonInteractive', '-OutputFormat', 'Text', '-EncodedCommand', [Convert]::ToBase64String([System.Text.Encoding]::Unicode.GetBytes($Script))) {
        $start.ArgumentList.Add($argument)
    }
    $start.RedirectStandardInput = $start.RedirectStandardOutput = $start.RedirectStandardError = $true
    foreach ($name in @($start.Environment.Keys) -match '_API_KEY$|_API_BASE$|^MISSY_|^OLLAMA|^OpenAI') {
        $null = $start.Environment.Remove($name)
    }
    # Modules installed for this user are found there no longer, so their folders are handed on.
    $start.Environment['PSModulePath'] = $env:PSModulePath
    $start.Environment['HOME'] = $start.Environment['USERPROFILE'] = $homeFolder
    $start.Environment['POWERSHELL_TELEMETRY_OPTOUT'] = $start.Environment['POWERSHELL_UPDATECHECK'] = 'Off'
    [System.Diagnostics.Process]::Start($start)
}

function Get-Median([object[]] $Values) {
    $sorted = @($Values | Where-Object { $null -ne $_ } | Sort-Object)
    $sorted.Count -eq 0 ? $null : $sorted[[Math]::Floor($sorted.Count / 2)]
}

function Format-Figure($Value, [string] $Format) {
    $null -eq $Value ? '–' : $Value.ToString($Format, [cultureinfo]::InvariantCulture)
}

foreach ($name in @($contenders.Keys)) {
    $module = $contenders[$name].Module
    if (-not $module) {
        continue
    }
    $found = Get-Module $module -ListAvailable | Sort-Object Version -Descending | Select-Object -First 1
    if ($found) {
        $contenders[$name].Module = $found.Path
    }
    elseif ($name -eq 'Missy') {
        throw "There is no module '$module'. Build it (./build.ps1), or name it with -Missy."
    }
    else {
        Write-Warning "$name is left out: there is no module '$module'. Install-PSResource $name, or -$name PATH."
        $contenders.Remove($name)
    }
}

$homeFolder = (New-Item (Join-Path ([System.IO.Path]::GetTempPath()) "missy-$([guid]::NewGuid().ToString('N'))") -ItemType Directory).FullName
$server = $null
try {
    $server = New-PowerShell "Import-Module '$($contenders['Missy'].Module)'; (Start-MissySimulator -Answer '$answer').BaseUrl.ToString().TrimEnd('/'); `$null = [Console]::In.ReadLine()"
    $line = $server.StandardOutput.ReadLineAsync()
    $url = $line.Wait($processLimit) ? $line.Result : $null
    if (-not $url) {
        $server.Kill()
        throw "The simulator did not start: $($server.StandardError.ReadToEnd())"
    }

    $results = @{}
    foreach ($round in 1..$RoundCount) {
        foreach ($name in $contenders.Keys) {
            Write-Progress Measuring -Status "round $round of ${RoundCount}: $name" -PercentComplete (100 * ($round - 1) / $RoundCount)
            $child = New-PowerShell (New-Command $contenders[$name])
            $child.StandardInput.Close()
            $errors = $child.StandardError.ReadToEndAsync()
            $output = $child.StandardOutput.ReadToEndAsync()
            if (-not $child.WaitForExit($processLimit)) {
                $child.Kill($true)
                throw "$name did not finish within $($processLimit.TotalMinutes) minutes. It said: $($errors.GetAwaiter().GetResult())"
            }
            if ($child.ExitCode -ne 0) {
                throw "${name}: $($errors.GetAwaiter().GetResult())"
            }
            $results[$name] = @($results[$name]) + ($output.GetAwaiter().GetResult().Trim().Split("`n")[-1] | ConvertFrom-Json)
        }
    }
    Write-Progress Measuring -Completed

    '| | version | import, ms | first call, ms | each further call, ms | a streamed answer, ms | memory, MiB |'
    '|---|---|---:|---:|---:|---:|---:|'
    foreach ($name in $contenders.Keys) {
        $rounds = @($results[$name] | Where-Object { $_ })
        $cells = @(
            $name -eq 'Invoke-RestMethod' ? "``$name``" : $name
            $rounds[0].Version ? $rounds[0].Version : $PSVersionTable.PSVersion.ToString()
            Format-Figure (Get-Median $rounds.Import) '0'
            Format-Figure (Get-Median $rounds.First) '0'
            Format-Figure (Get-Median $rounds.Call) '0.00'
            Format-Figure (Get-Median $rounds.Stream) '0.0'
            Format-Figure (Get-Median $rounds.Memory) '0'
        )
        "| $($cells -join ' | ') |"
    }
}
finally {
    if ($server) {
        $server.StandardInput.Close()
        if (-not $server.WaitForExit(5000)) {
            $server.Kill()
        }
    }
    Remove-Item $homeFolder -Recurse -Force -ErrorAction Ignore
}
