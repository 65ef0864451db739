BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    $style = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = 'PlainText'
    $home0 = $env:HOME
    $profile0 = $env:USERPROFILE
    $env:HOME = $env:USERPROFILE = Join-Path $TestDrive home
    $null = New-Item $env:HOME -ItemType Directory
    $Quick = 'reliability: {max_retries: 2, backoff_ms: 1, max_backoff_ms: 2}'
    $AskError = 'Missy.Commands.InvokeMissyAskCommand'

    # The only simulator, with two services, red (models r-*) and blue (models b-*), and the configuration for them.
    function Start-Service([string[]] $Fault = @(), [string] $Red = '', [string] $Yaml = $Quick) {
        Stop-MissySimulator
        $options = $Fault ? @{ Fault = $Fault } : @{}
        $sim = Start-MissySimulator @options
        Use-TestConfig @"
providers:
  red: {name: openai, base_url: "$($sim.BaseUrl)red/v1", model: r-1$($Red ? ", $Red" : '')}
  blue: {name: openai, base_url: "$($sim.BaseUrl)blue/v1", model: b-1}
$Yaml
"@
        $sim
    }

    # The error record of a call.
    function Get-Failure([hashtable] $With = @{}) {
        try { $null = ask hi @With } catch { $_ }
    }
}

AfterAll {
    $PSStyle.OutputRendering = $style
    $env:HOME = $home0
    $env:USERPROFILE = $profile0
    Reset-Missy
}

Describe 'A call that fails' {
    It 'is tried again' {
        $sim = Start-Service 'call=1-2;503'
        $response = ask hi
        $response.Provider | Should -Be 'red'
        $response.Attempts.Outcome | Should -Be 'Unavailable', 'Unavailable', 'Success'
        $response.Attempts.Status | Should -Be 503, 503, $null
        $sim.Requests | Should -HaveCount 3
    }

    It 'goes on with the next key after 429' {
        $null = Start-Service 'key=test-key-1;429;retry-after=60' 'api_keys: [{key: test-key-1, name: one}, {key: test-key-2, name: two}]'
        $response = ask hi
        $response.Attempts | ForEach-Object { "$($_.Key) $($_.Outcome) $($_.Status)".Trim() } | Should -Be 'one RateLimited 429', 'two Success'
        ((Get-MissyProvider red).Keys | Where-Object Name -eq one).State | Should -Be 'Cooling'
        (ask hi).Attempts.Key | Should -Be 'two'
    }

    It 'goes to who stands by: <Name>' -ForEach @(
        @{ Name = '-Fallback with a model'; With = @{ Fallback = 'blue/b-2' }; Yaml = ''; Model = 'b-2' }
        @{ Name = '-Fallback with a provider'; With = @{ Fallback = 'blue' }; Yaml = ''; Model = 'b-1' }
        @{ Name = 'routing.fallback'; With = @{}; Yaml = 'routing: {fallback: [blue/b-3]}'; Model = 'b-3' }
    ) {
        $null = Start-Service 'model=r-*;503' -Yaml "$Quick`n$Yaml"
        $response = ask hi @With
        $response.Provider, $response.Model | Should -Be 'blue', $Model
        $response.Route.Provider | Should -Be 'red'
        $step = $response.Route.Steps[-1]
        $step.Step, $step.Chose, $step.Because | Should -Be 'fallback', "blue/$Model", 'red/r-1 failed: Unavailable'
        $response.Attempts | ForEach-Object { "$($_.Provider) $($_.Outcome)" } |
            Should -Be 'red Unavailable', 'red Unavailable', 'red Unavailable', 'blue Success'
    }

    It 'goes to nobody else by itself' {
        $sim = Start-Service 'model=r-*;503'
        (Get-Failure).Exception.Attempts.Provider | Should -Be 'red', 'red', 'red'
        $sim.Requests.Model | Should -Not -Contain 'b-1'
    }

    It 'has the first provider''s error when all fail, with every attempt' {
        $null = Start-Service 'model=r-*;503', 'model=b-*;500'
        $failure = Get-Failure @{ Fallback = 'blue' }
        $failure.FullyQualifiedErrorId | Should -Be "Unavailable,$AskError"
        $failure.TargetObject | Should -Be 'red'
        $failure.Exception.Status | Should -Be 'ServiceUnavailable'
        $failure.Exception.Attempts.Status | Should -Be 503, 503, 503, 500, 500, 500
        $failure.Exception.Attempts[0].GetType().FullName | Should -Be 'Missy.Attempt'
    }

    It 'stops at -TimeoutSec, waits and retries included' {
        $sim = Start-Service '503;retry-after=3' -Yaml 'reliability: {max_retries: 9}'
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        (Get-Failure @{ TimeoutSec = 2 }).Exception.Attempts | Should -HaveCount 1
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 2

        $null = Start-Service '503;latency=300' -Yaml 'reliability: {max_retries: 99, backoff_ms: 1, max_backoff_ms: 2}'
        $failure = Get-Failure @{ TimeoutSec = 1 }
        $failure.FullyQualifiedErrorId | Should -Be "Timeout,$AskError"
        $failure.CategoryInfo.Category | Should -Be 'OperationTimeout'
        $failure.Exception.Attempts.Count | Should -BeGreaterThan 1
        $failure.Exception.Attempts[-1].Outcome | Should -Be 'Cancelled'
    }

    It 'ends at once when it is stopped while it waits' {
        $sim = Start-Service '503;retry-after=25'
        $shell = New-Shell
        $running = $shell.AddScript('ask hi').BeginInvoke()
        $sim.WaitForRequestAsync(1).Wait(20000) | Should -BeTrue
        while ($sim.Requests[0].Status -eq 0) { Start-Sleep -Milliseconds 5 }
        $running.IsCompleted | Should -BeFalse
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $shell.Stop()
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 2
        $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        $shell.Dispose()
        $sim.Requests | Should -HaveCount 1
        (Get-MissyCircuit red).Failures | Should -Be 0
    }
}

Describe 'The error of several attempts' {
    BeforeAll {
        # What each view shows of a failed call, in a PowerShell of its own, where a script fails and where an item does.
        function Show-Failure([string] $View) {
            Invoke-FreshPwsh @"
`$ErrorActionPreference = 'Continue'
`$env:MISSY_CONFIG = '$env:MISSY_CONFIG'
`$PSStyle.OutputRendering = 'PlainText'
Import-Module '$Manifest'
`$ErrorView = '$View'
try { ask hi -Provider red -Model r-with-a-name-of-more-than-thirty-letters -Fallback blue } catch { `$_ | Out-String -Width 80 }
'hi' | ask -Provider red -Fallback blue 2>&1 | Out-String -Width 80
"@
        }
    }

    It 'has a table in <_>, within 80 columns' -ForEach 'ConciseView', 'NormalView' {
        $null = Start-Service 'model=r-*;429', 'model=b-*;500' 'api_keys: [{key: test-key-1, name: A_KEY_WITH_A_NAME_OF_ITS_OWN}, {key: test-key-2, name: two}]' 'reliability: {max_retries: 0}'
        $lines = @(Show-Failure $_) -split '\r?\n'
        $lines -match '^PROVIDER/MODEL +KEY +OUTCOME +STATUS +WAITED +TIME$' | Should -HaveCount 2
        $lines -match '^red/r-with.* A_KEY.* RateLimited +429 +- +[0-9.]+ s$' | Should -HaveCount 1
        $lines -match '^red/r-with.* two +RateLimited +429 +- +[0-9.]+ s$' | Should -HaveCount 1
        $lines -match '^blue/b-1 +- +Unavailable +500 +- +[0-9.]+ s$' | Should -HaveCount 2
        $lines | Where-Object { $_ -match '^(PROVIDER/|red/|blue/)' -and $_.Length -gt 80 } | Should -BeNullOrEmpty
    }

    It 'has no table when there was one' {
        $null = Start-Service '503' -Yaml 'reliability: {max_retries: 0}'
        $failure = Get-Failure
        $failure.Exception.Attempts | Should -HaveCount 1
        ($failure | Out-String) | Should -Not -BeLike '*PROVIDER/MODEL*'
        $failure.ErrorDetails.RecommendedAction | Should -Not -BeLike '*PROVIDER/MODEL*'
    }

    It 'keeps its message on one line' {
        $null = Start-Service '503'
        $failure = Get-Failure
        "$failure" | Should -Be $failure.Exception.Message
        "$failure" | Should -Not -BeLike '*PROVIDER/MODEL*'
    }
}

Describe '-Verbose' {
    It 'tells each of several attempts, the change of key and the fallback' {
        $null = Start-Service 'key=test-key-1;429', 'key=test-key-2;503' 'api_keys: [{key: test-key-1, name: one}, {key: test-key-2, name: two}]' 'reliability: {max_retries: 0}'
        $lines = ask hi -Fallback blue -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] } | ForEach-Object Message
        $lines | Should -HaveCount 6
        $lines[0] | Should -BeLike 'blue/b-1 in place of red/r-1: * tokens, cost unknown, * s'
        $lines[1] | Should -BeLike 'attempt: red/r-1 key=one RateLimited 429, took * s'
        $lines[2] | Should -Be 'key: red goes on with two after one (RateLimited)'
        $lines[3] | Should -BeLike 'attempt: red/r-1 key=two Unavailable 503, took * s'
        $lines[4] | Should -Be 'fallback: blue/b-1 after red/r-1 (Unavailable)'
        $lines[5] | Should -BeLike 'attempt: blue/b-1 key=none Success, took * s'
    }

    It 'is one line when there was one attempt' {
        $null = Start-Service
        ask hi -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] } | Should -HaveCount 1
    }
}

Describe 'An open circuit' {
    It 'rejects calls without contact until it is reset' {
        $sim = Start-Service 'call=1-2;503' -Yaml 'health: {failure_threshold: 2, recovery_cooldown_secs: 600}'
        (Get-MissyProvider red).Circuit | Should -Be 'Closed'
        $null = (Get-Failure), (Get-Failure)
        (Get-MissyProvider red).Circuit, (Get-MissyProvider red).Available | Should -Be 'Open', $false
        $failure = Get-Failure @{ Provider = 'red' }
        $failure.FullyQualifiedErrorId | Should -Be "CircuitOpen,$AskError"
        $failure.CategoryInfo.Category | Should -Be 'ResourceUnavailable'
        $sim.Requests | Should -HaveCount 2

        Reset-MissyCircuit red
        (Get-MissyProvider red).Circuit | Should -Be 'Closed'
        (ask hi -Provider red).Provider | Should -Be 'red'
    }

    It 'is the same for all that run in parallel' {
        $sim = Start-Service 'model=r-*;503' -Yaml 'health: {failure_threshold: 3, recovery_cooldown_secs: 600}'
        $ids = 1..12 | ForEach-Object -Parallel {
            Import-Module $using:Manifest
            try { $null = ask $_ -Model red/r-1 } catch { $_.FullyQualifiedErrorId }
        } -ThrottleLimit 2
        $ids | Should -HaveCount 12
        # Those on their way when it opens still end.
        $sim.Requests.Count | Should -BeIn 3, 4
        ($ids -like 'CircuitOpen,*').Count | Should -Be (12 - $sim.Requests.Count)
        (Get-MissyCircuit red).State | Should -Be 'Open'
    }
}

Describe 'A limit' {
    It '<Fault> is <Id>, a <Category>, whatever was tried' -ForEach @(
        @{ Fault = '429;retry-after=60'; Id = 'RateLimited'; Category = 'LimitsExceeded' }
        @{ Fault = 'insufficient-quota'; Id = 'QuotaExceeded'; Category = 'QuotaExceeded' }
    ) {
        $null = Start-Service $Fault 'api_keys: [test-key-1, test-key-2]'
        $failure = Get-Failure
        $failure.FullyQualifiedErrorId | Should -Be "$Id,$AskError"
        $failure.CategoryInfo.Category | Should -Be $Category
        $failure.Exception.Attempts.Outcome | Should -Be $Id, $Id
    }

    It 'of our own is told from the service''s' {
        $sim = Start-Service @() 'requests_per_minute: 1, max_wait_seconds: 0'
        $null = ask hi
        $failure = Get-Failure
        $failure.FullyQualifiedErrorId | Should -Be "RateLimited,$AskError"
        $failure.Exception.IsOwnLimit | Should -BeTrue
        $sim.Requests | Should -HaveCount 1
        (ask hi -Fallback blue).Provider | Should -Be 'blue'
    }

    It 'of money refuses a call before it is sent' {
        Set-Content $TestDrive/prices.yaml "as_of: 2026-01-01`nprices:`n  - {provider: red, model: r-1, input: 1000, output: 1000}"
        $sim = Start-Service -Yaml "budget: {per_session_usd: 0.000001}`nusage: {prices: '$TestDrive/prices.yaml'}"
        $failure = Get-Failure @{ Fallback = 'blue' }
        $failure.FullyQualifiedErrorId | Should -Be "BudgetExceeded,$AskError"
        $failure.CategoryInfo.Category | Should -Be 'LimitsExceeded'
        "$failure" | Should -BeLike '*0.000001 USD*'
        $sim.Requests | Should -BeNullOrEmpty
    }
}

Describe '-Tag' {
    It 'says what a call counts for' {
        $tag = "job-$([guid]::NewGuid())"
        $null = Start-Service
        $null = 'one', 'two' | ask -Tag $tag
        $null = ask three
        $usage = Get-MissyUsage -By Tag -Tag $tag
        $usage.Tag, $usage.Calls | Should -Be $tag, 2
    }
}

Describe 'What is shown' {
    It 'of attempts is a table' {
        $null = Start-Service 'call=1;503'
        $lines = ((ask hi).Attempts | Out-String -Width 80).Trim() -split '\r?\n'
        $lines[0] -split ' {1,}' -join ' ' | Should -Be 'Provider/Model Key Outcome Status Waited s Time s'
        $lines[2] | Should -Match '^red/r-1 +Unavailable +503 +0[.,]000 +\d+[.,]\d{3}$'
        $lines[3] | Should -Match '^red/r-1 +Success +0[.,]\d{3} +\d+[.,]\d{3}$'
    }

    It 'of a response with Format-List has a line for each attempt' {
        $null = Start-Service 'call=1-5;503' -Yaml 'reliability: {max_retries: 9, backoff_ms: 1, max_backoff_ms: 2}'
        $lines = (ask hi | Format-List | Out-String -Width 120) -split '\r?\n'
        $lines -match 'red/r-1 key=none Unavailable 503,' | Should -HaveCount 5
        $lines -match 'red/r-1 key=none Success,' | Should -HaveCount 1
    }

    It 'of a service''s limits is what is left, and until when' {
        $null = Start-Service 'ok;rate-limit=openai:7'
        $response = ask hi
        $shown = $response.RateLimits | Out-String -Width 120
        $shown | Should -Match '(?m)^Requests : 7/\d+ until \d{4}-\d\d-\d\d \d\d:\d\d:\d\dZ'
        $shown | Should -Match '(?m)^Tokens +: \d+/\d+ until '
    }
}
