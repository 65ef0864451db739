<#
.SYNOPSIS
Two kinds of call take turns in one PowerShell; writes the milliseconds of one call of each, round by round, as JSON.
#>
param(
    [Parameter(Mandatory)] [string] $Module,
    [Parameter(Mandatory)] [scriptblock] $Ask,
    [Parameter(Mandatory)] [scriptblock] $Rest,
    [int] $Rounds = 15,
    [int] $Repeats = 500
)
Import-Module $Module

function Measure-Calls([scriptblock] $Call, [int] $Count) {
    $time = [Diagnostics.Stopwatch]::StartNew()
    for ($done = 0; $done -lt $Count; $done++) { . $Call }
    $time.Elapsed.TotalMilliseconds / $Count
}

# As long as the runtime compiles a path anew, which takes thousands of calls, its compiler is a third contender.
foreach ($warm in 1..20) {
    $null = Measure-Calls $Ask $Repeats
    $null = Measure-Calls $Rest $Repeats
    Start-Sleep -Milliseconds 150
}

$times = foreach ($round in 1..$Rounds) {
    , @((Measure-Calls $Ask $Repeats), (Measure-Calls $Rest $Repeats))
}
ConvertTo-Json @($times) -Compress
