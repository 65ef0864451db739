BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1

    function Get-ConfigText { [System.IO.File]::ReadAllText($env:MISSY_CONFIG) }
}

AfterAll { Reset-Missy }

Describe 'Set-MissyConfig' {
    BeforeEach {
        Use-TestConfig @'
# mine
reliability: {max_retries: 0}
providers:
  red: {name: simulator, model: 'r-1'}   # the first
  my.host:
    name: simulator
    api_keys: [$ONE, {key: $TWO, name: two}]
watch: true
'@
        $before = Get-ConfigText
    }

    It 'changes the one value and says nothing' {
        Set-MissyConfig providers.red.model r-2 | Should -BeNullOrEmpty
        Get-ConfigText | Should -BeExactly $before.Replace("'r-1'", "'r-2'")
        (Resolve-MissyRoute -Provider red).Model | Should -Be 'r-2'
    }

    It 'takes <What>' -ForEach @(
        @{ What = 'text that is no text'; Key = 'watch'; Value = 'false'; Written = '*watch: false*' }
        @{ What = 'a Boolean'; Key = 'watch'; Value = $false; Written = '*watch: false*' }
        @{ What = 'a number'; Key = 'models_cache_ttl_hours'; Value = 1.5; Written = '*models_cache_ttl_hours: 1.5*' }
        @{ What = 'a number as text'; Key = 'models_cache_ttl_hours'; Value = '60'; Written = '*models_cache_ttl_hours: 60*' }
        @{ What = '$null'; Key = 'watch'; Value = $null; Written = '*watch: null*' }
        @{ What = 'an array'; Key = 'routing.fallback'; Value = @('red/a', 'red/b'); Written = '*routing:*fallback: `[red/a, red/b`]*' }
        @{ What = 'an empty array'; Key = 'providers.red.fallback'; Value = @(); Written = '*fallback: `[`]*' }
        @{ What = 'a hash table'; Key = 'health'; Value = @{ recovery_cooldown_secs = 5; failure_threshold = 3 }; Written = '*health: {failure_threshold: 3, recovery_cooldown_secs: 5}*' }
        @{ What = 'an ordered one'; Key = 'health'; Value = [ordered]@{ recovery_cooldown_secs = 5; failure_threshold = 3 }; Written = '*health: {recovery_cooldown_secs: 5, failure_threshold: 3}*' }
        @{ What = 'an object'; Key = 'budget'; Value = [pscustomobject]@{ per_day_usd = 5; unknown_price = 'warn' }; Written = '*budget: {per_day_usd: 5, unknown_price: warn}*' }
        @{ What = 'the output of a command'; Key = 'audit'; Value = ('logs/a.jsonl' | Write-Output); Written = '*audit: logs/a.jsonl*' }
        @{ What = 'an item of a list'; Key = 'providers.my.host.api_keys[1].name'; Value = 'work'; Written = '*name: work}*' }
        @{ What = 'a name with dots'; Key = "providers.'my.host'.model"; Value = 'm'; Written = '*    model: m*' }
    ) {
        Set-MissyConfig $Key $Value
        Get-ConfigText | Should -BeLike $Written
        Get-ConfigText | Should -BeLike '# mine*# the first*'
        Test-MissyConfig | Should -BeNullOrEmpty
    }

    It 'tells what it did with -PassThru' {
        $edit = Set-MissyConfig providers.RED.model r-2 -PassThru
        $edit.Key, $edit.OldValue, $edit.NewValue, $edit.Line | Should -Be 'providers.red.model', 'r-1', 'r-2', 4
        $edit.Path, $edit.BackupPath | Should -Be $env:MISSY_CONFIG, "$env:MISSY_CONFIG.bak"
        [System.IO.File]::ReadAllText($edit.BackupPath) | Should -BeExactly $before
        (Set-MissyConfig providers.red.model r-2 -PassThru).Changed | Should -BeFalse
    }

    It 'removes a setting' {
        Set-MissyConfig watch -Remove
        Get-ConfigText | Should -BeExactly ($before -replace '(?m)^watch: true\r?\n')
    }

    It 'takes settings from the pipeline, and goes on after one that is refused' {
        $failed = @()
        [pscustomobject]@{ Key = 'watch'; Value = $false }, [pscustomobject]@{ Key = 'wach'; Value = $false }, [pscustomobject]@{ Key = 'audit'; Value = '/a' } |
            Set-MissyConfig -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.Count | Should -Be 1
        Get-ConfigText | Should -BeLike '*watch: false*audit: /a*'
    }

    It 'refuses <Key> = <Value> with what to do' -ForEach @(
        @{ Key = 'providers.red.modle'; Value = 'x'; Remedy = "*Did you mean 'model'*" }
        @{ Key = 'watch'; Value = 'maybe'; Remedy = '*true or false*' }
        @{ Key = 'default_provider'; Value = 'green'; Remedy = '*red*' }
        @{ Key = 'watch.'; Value = 'x'; Remedy = '*providers.anthropic.model*' }
        @{ Key = 'watch'; Value = [version]'1.0'; Remedy = '*true or false*' }
    ) {
        $failed = @()
        Set-MissyConfig $Key $Value -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed[0].FullyQualifiedErrorId | Should -Be 'Configuration,Missy.Commands.SetMissyConfigCommand'
        $failed[0].CategoryInfo.Category | Should -Be 'InvalidArgument'
        $failed[0].TargetObject | Should -Be $Key
        $failed[0].ErrorDetails.RecommendedAction | Should -BeLike $Remedy
        Get-ConfigText | Should -BeExactly $before
    }

    It 'warns of a key in clear and shows it nowhere' {
        $shown = & { Set-MissyConfig providers.red.api_key test-key-1 -PassThru -Verbose; Set-MissyConfig providers.red.api_key '$KEY' -PassThru -Confirm:$false } *>&1
        ($shown | Where-Object { $_ -is [System.Management.Automation.WarningRecord] }).Message | Should -BeLike '*in clear*secret://*'
        ($shown | Format-List | Out-String) | Should -Not -BeLike '*test-key-1*'
        $shown[-1].OldValue, $shown[-1].NewValue | Should -Be '***', '$KEY'
        Get-ConfigText | Should -BeLike '*api_key: $KEY}*'
    }

    It 'refuses the value of a key variable, where its name was meant' {
        $env:OPENAI_API_KEY = 'test-key-1'
        try { $failure = try { Set-MissyConfig providers.red.api_key "$env:OPENAI_API_KEY" -ErrorAction Stop } catch { $_ } } finally { Remove-Item Env:OPENAI_API_KEY }
        $failure | Should -BeLike '*OPENAI_API_KEY*not written in clear*'
        "$failure $($failure.ErrorDetails.RecommendedAction)" | Should -Not -BeLike '*test-key-1*'
        Get-ConfigText | Should -BeExactly $before
    }

    It 'changes nothing with -WhatIf, which names the file and the key and no value' {
        $shell = New-Shell
        $path = Join-Path $TestDrive transcript.txt
        Invoke-In $shell "Start-Transcript '$path'; Set-MissyConfig providers.red.api_key test-key-1 -WhatIf; Stop-Transcript"
        $shell.Dispose()
        Get-ConfigText | Should -BeExactly $before
        "$env:MISSY_CONFIG.bak" | Should -Not -Exist
        $text = Get-Content $path -Raw
        ($text -replace '(?s)^.*Transcript started.*?\n') | Should -BeLike "*providers.red.api_key in '$env:MISSY_CONFIG'*"
    }

    It 'completes keys and the words that a key takes' {
        $keys = (TabExpansion2 'Set-MissyConfig providers.red.m').CompletionMatches
        $keys.CompletionText | Should -Contain 'providers.red.model'
        ($keys | Where-Object CompletionText -EQ 'providers.red.model').ToolTip | Should -BeLike 'The model*'
        (TabExpansion2 'Set-MissyConfig providers.red.local ').CompletionMatches.CompletionText | Should -Be 'auto', 'true', 'false'
        (TabExpansion2 'Set-MissyConfig watch f').CompletionMatches.CompletionText | Should -Be 'false'
        (TabExpansion2 'Set-MissyConfig default_provider r').CompletionMatches.CompletionText | Should -Be 'red'
    }
}
