BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1

    # Asks a simulator that has a fault and gives the error record.
    function Get-Failure([string] $Fault, [hashtable] $With = @{}) {
        $broken = Start-MissySimulator -Fault $Fault
        try { ask 'hi' -Provider simulator @With } catch { $_ } finally { $broken.Stop() }
    }
}

AfterAll { Reset-Missy }

Describe 'Errors' {
    It '<Fault> is <Id>, a <Category>' -ForEach @(
        @{ Fault = '401'; Id = 'Authentication'; Category = 'AuthenticationError' }
        @{ Fault = '403'; Id = 'PermissionDenied'; Category = 'PermissionDenied' }
        @{ Fault = '404'; Id = 'NotFound'; Category = 'ObjectNotFound' }
        @{ Fault = '429;retry-after=9'; Id = 'RateLimited'; Category = 'LimitsExceeded' }
        @{ Fault = 'insufficient-quota'; Id = 'QuotaExceeded'; Category = 'QuotaExceeded' }
        @{ Fault = '422'; Id = 'InvalidRequest'; Category = 'InvalidArgument' }
        @{ Fault = 'context-length'; Id = 'ContextLengthExceeded'; Category = 'LimitsExceeded' }
        @{ Fault = '500'; Id = 'Unavailable'; Category = 'ResourceUnavailable' }
        @{ Fault = '503'; Id = 'Unavailable'; Category = 'ResourceUnavailable' }
        @{ Fault = 'reset;at=before-headers'; Id = 'Unavailable'; Category = 'ConnectionError' }
        @{ Fault = 'truncated-json'; Id = 'MalformedResponse'; Category = 'InvalidData' }
        @{ Fault = 'html'; Id = 'MalformedResponse'; Category = 'InvalidData' }
    ) {
        $failure = Get-Failure $Fault
        $failure.FullyQualifiedErrorId | Should -Be "$Id,Missy.Commands.InvokeMissyAskCommand"
        $failure.CategoryInfo.Category | Should -Be $Category
        $failure.TargetObject | Should -Be 'simulator'
        $failure.Exception.GetType().FullName | Should -Be 'Missy.MissyException'
        $failure.Exception.Provider | Should -Be 'simulator'
    }

    It 'tells when to come back' {
        (Get-Failure '429;retry-after=9').Exception.RetryAfter | Should -Be ([timespan]::FromSeconds(9))
    }

    It 'ends a call at its time limit' {
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $failure = Get-Failure 'no-answer' @{ TimeoutSec = 0.2 }
        $failure.FullyQualifiedErrorId | Should -Be 'Timeout,Missy.Commands.InvokeMissyAskCommand'
        $failure.CategoryInfo.Category | Should -Be 'OperationTimeout'
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 5
    }

    It 'keeps the text of a stream that was cut' {
        $broken = Start-MissySimulator -Fault 'cut-stream;after=6;close=abrupt'
        $chunks = [System.Collections.Generic.List[object]]::new()
        $failure = try { ask 'hi' -Provider simulator -Stream | ForEach-Object { $chunks.Add($_) } } catch { $_ }
        $broken.Stop()
        $failure.FullyQualifiedErrorId | Should -Be 'Truncated,Missy.Commands.InvokeMissyAskCommand'
        $failure.CategoryInfo.Category | Should -Be 'InvalidData'
        $failure.Exception.PartialText | Should -Be (-join $chunks.Text)
        $failure.Exception.PartialText | Should -Not -BeNullOrEmpty
    }

    It 'ends the statement, not the script, when the prompt is an argument' {
        $broken = Start-MissySimulator -Fault '500'
        $shell = [powershell]::Create().AddScript("Import-Module '$Manifest'; ask hi -Provider simulator; 'after'")
        $shell.Invoke() | Should -Be 'after'
        $shell.Streams.Error | Should -HaveCount 1
        $shell.Dispose()
        $broken.Stop()
    }

    It 'is one record an item for piped prompts, and the rest go on' {
        $broken = Start-MissySimulator -Fault 'call=2;500'
        $answers = 'one', 'two', 'three' | ask -Provider simulator -AsText -ErrorAction SilentlyContinue -ErrorVariable failures
        $broken.Stop()
        $answers | Should -HaveCount 2
        $answers[1] | Should -BeLike '*"three"*'
        $failures | Should -HaveCount 1
        $failures[0].TargetObject | Should -Be 'two'
        $failures[0].CategoryInfo.Category | Should -Be 'ResourceUnavailable'
    }

    It 'stops at the first piped prompt with -ErrorAction Stop' {
        $broken = Start-MissySimulator -Fault 'call=1;500'
        { 'one', 'two' | ask -Provider simulator -ErrorAction Stop } | Should -Throw -ErrorId 'Unavailable,Missy.Commands.InvokeMissyAskCommand'
        $count = $broken.Requests.Count
        $broken.Stop()
        $count | Should -Be 1
    }

    It 'offers the nearest names for a provider that does not exist' {
        $failure = try { ask 'hi' -Provider simulater } catch { $_ }
        $failure.FullyQualifiedErrorId | Should -Be 'Configuration,Missy.Commands.InvokeMissyAskCommand'
        $failure.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        "$failure" | Should -BeLike "*'simulator'*"
    }

    It 'shows no part of a key that was given for the name of a provider' {
        $key = 'sk-proj-' + 'a1B2c3D4e5F6' * 4
        { ask hi -Provider $key } | Should -Throw
        $record = $Error[0]
        $told = ($record | Format-List * -Force | Out-String -Width 500), "$($record.CategoryInfo)", "$($record.TargetObject)", $record.Exception.Provider
        $told -join ' ' | Should -Not -BeLike '*a1B2c3D4e5F6*a1B2c3D4e5F6*'
    }

    It 'says what to do about a missing key' {
        $failure = try { ask 'hi' -Provider openai } catch { $_ }
        $failure.CategoryInfo.Category | Should -Be 'AuthenticationError'
        $failure.ErrorDetails.RecommendedAction | Should -BeLike '*OPENAI_API_KEY*'
    }

    It 'refuses a file that cannot be used, and says which line' {
        Use-TestConfig "providers:`n  a: {name: openai`n"
        $failure = try { ask 'hi' -Provider a } catch { $_ }
        Remove-Item Env:MISSY_CONFIG
        $failure.FullyQualifiedErrorId | Should -Be 'Configuration,Missy.Commands.InvokeMissyAskCommand'
        "$failure" | Should -Match '\.yaml\(\d+,\d+\)'
    }

    It 'has nothing to ask when <Name>' -ForEach @(
        @{ Name = 'nothing is given'; Script = { ask -Provider simulator } }
        @{ Name = 'the prompt is blank'; Script = { ask '  ' -Provider simulator } }
        @{ Name = 'an item is empty'; Script = { '' | ask -Provider simulator -ErrorAction Stop } }
        @{ Name = 'an item is null'; Script = { $null | ask -Provider simulator -ErrorAction Stop } }
    ) {
        $Script | Should -Throw -ErrorId 'InvalidRequest,Missy.Commands.InvokeMissyAskCommand'
    }
}

Describe 'The error of a call that was tried several times' {
    BeforeAll {
        $style = $PSStyle.OutputRendering
        $PSStyle.OutputRendering = 'PlainText'
        $first = Start-MissySimulator -Fault '503'
        $second = Start-MissySimulator -Fault '429;retry-after=0'
        Use-TestConfig @"
providers:
  work-openai: {name: openai, base_url: '$($first.BaseUrl)v1', model: gpt-6.2-mini, api_key: test-key-1}
  claude: {name: openai, base_url: '$($second.BaseUrl)v1', model: claude-sonnet-5-5-20260901-with-a-long-name, api_keys: [{key: test-key-2, name: home-office}, {key: test-key-3, name: other}]}
"@
        $lines = @(
            '^work-openai/gpt-6\.2-mini +api_key +Unavailable +503 +- +\d\.\d{3} s$'
            '^claude/claude-sonnet-\S*… +home-office +RateLimited +429 '
            '^claude/claude-sonnet-\S*… +other +RateLimited +429 '
        )

        # How it looks in a view, as lines.
        function Show-Failure([string] $View) {
            $ErrorView = $View
            $failure = try { ask hi -Provider work-openai -Fallback claude } catch { $_ }
            ($failure | Out-String -Width 80) -split '\r?\n' | ForEach-Object TrimEnd
        }
    }

    AfterAll {
        $PSStyle.OutputRendering = $style
        Reset-Missy
    }

    It 'shows each attempt on a line of its own in <_>' -ForEach 'ConciseView', 'NormalView' {
        $shown = Show-Failure $_
        $shown | Should -Not -BeNullOrEmpty
        $start = [array]::FindIndex([string[]] $shown, [Predicate[string]] { param($line) $line -like 'PROVIDER/MODEL *' })
        $start | Should -BeGreaterThan 0
        foreach ($index in 0..2) {
            $shown[$start + 1 + $index] | Should -Match $lines[$index]
        }

        $shown -match '^(PROVIDER|work-openai|claude)/' | ForEach-Object { $_.Length | Should -BeLessOrEqual 80 }
        $shown -join ' ' | Should -Match 'work-openai failed \(HTTP 503\)'
    }

    It 'shows them in DetailedView and with Get-Error' {
        $ErrorView = 'DetailedView'
        $failure = try { ask hi -Provider work-openai -Fallback claude } catch { $_ }
        foreach ($shown in ($failure | Out-String -Width 200), (Get-Error $failure | Out-String -Width 200)) {
            [regex]::Matches($shown, '(?m)^ +Outcome +: (Unavailable|RateLimited)').Count | Should -Be 3
            $shown | Should -BeLike '*claude/claude-sonnet*home-office*'
            $shown | Should -Not -Match 'test-key'
        }
    }

    It 'is a list with each attempt when the exception is shown' {
        $failure = try { ask hi -Provider work-openai -Fallback claude } catch { $_ }
        $shown = $failure.Exception | Out-String -Width 80
        $shown | Should -Match '(?m)^Kind +: Unavailable'
        $shown | Should -Match '(?m)^Attempts +: work-openai/gpt-6\.2-mini key=api_key Unavailable'
        $shown -split '\r?\n' | ForEach-Object { $_.Length | Should -BeLessOrEqual 80 }
        @($failure.Exception.Attempts | Format-Table | Out-String -Width 80) -match 'home-offi' | Should -Not -BeNullOrEmpty
    }
}
