BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    $home0 = $env:HOME
    $profile0 = $env:USERPROFILE
    $env:HOME = $env:USERPROFILE = Join-Path $TestDrive home
    $sim = Start-MissySimulator -Fault 'path=/broken/v1/models;503'
    $config = @"
providers:
  red: {name: openai, base_url: "$($sim.BaseUrl)v1", model: r-1, fast_model: r-0}
  broken: {name: openai, base_url: "$($sim.BaseUrl)broken/v1", model: b-1}
  off: {name: openai, base_url: "$($sim.BaseUrl)v1", model: o-1, enabled: false}
  claude: {name: anthropic, api_key: test-key-1}
"@
}

AfterAll {
    $env:HOME = $home0
    $env:USERPROFILE = $profile0
    Reset-Missy
}

Describe 'Get-MissyModel' {
    BeforeEach {
        Use-TestConfig $config
        $sim.ClearRequests()
    }

    It 'lists what is configured and known, without asking anybody' {
        $models = Get-MissyModel
        $models[0].GetType().FullName | Should -Be 'Missy.ModelEntry'
        ($models | Where-Object Provider -EQ 'red').Id | Should -Be 'r-1', 'r-0'
        ($models | Where-Object Source -EQ 'known').Provider | Select-Object -Unique | Should -Be 'claude'
        ($models | Where-Object Provider -EQ 'claude')[0].ContextTokens | Should -BeGreaterThan 1000
        $models.Provider | Should -Not -Contain 'off'
        $sim.Requests.Count | Should -Be 0
    }

    It 'gives with -All the others and the reason' {
        $off = Get-MissyModel -All | Where-Object Provider -EQ 'off'
        $off.Available | Should -BeFalse
        $off.Reason | Should -BeLike '*disabled*'
    }

    It 'asks the services with -Refresh, and one that fails takes nothing from the others' {
        $models = Get-MissyModel red, broken -Refresh -ErrorVariable failed -ErrorAction SilentlyContinue
        ($models | Where-Object Source -EQ 'live').Id | Should -Be 'simulator-small', 'simulator-large'
        $failed | Should -HaveCount 1
        $failed[0].TargetObject | Should -Be 'broken'
        $failed[0].CategoryInfo.Category | Should -Be 'ResourceUnavailable'
    }

    It 'keeps what a service listed, and tells it again without asking' {
        $sim.Requests.Count | Should -Be 0
        $models = Get-MissyModel red
        ($models | Where-Object Source -EQ 'cached').Id | Should -Be 'simulator-small', 'simulator-large'
        ($models | Where-Object Source -EQ 'configured').Id | Should -Be 'r-1', 'r-0'
        $completed = [System.Management.Automation.CommandCompletion]::CompleteInput('ask hi -Provider red -Model sim', 31, $null)
        $completed.CompletionMatches.CompletionText | Should -Be 'simulator-small', 'simulator-large'
        $sim.Requests.Count | Should -Be 0
    }

    It 'tells with its list when it was given, and shows what is stale as stale' {
        $models = Get-MissyModel red | Where-Object Source -EQ 'cached'
        $models[0].ListedAt.UtcDateTime | Should -BeGreaterThan ([datetime]::UtcNow.AddMinutes(-5))
        $models.IsStale | Should -Be $false, $false
        Use-TestConfig "models_cache_ttl_hours: 0`n$config"
        (Get-MissyModel red | Where-Object Source -EQ 'cached').IsStale | Should -Be $true, $true
        Get-MissyModel red | Out-String | Should -Match 'simulator-small .*stale'
    }

    It 'leaves the list of one that fails shown as stale, beside its error' {
        $rule = Start-MissySimulator
        Use-TestConfig "providers: {gone: {name: openai, base_url: '$($rule.BaseUrl)v1', model: g-1}}"
        $null = Get-MissyModel gone -Refresh
        $rule | Stop-MissySimulator
        $models = Get-MissyModel gone -Refresh -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed | Should -HaveCount 1
        ($models | Where-Object Source -EQ 'cached').IsStale | Should -Be $true, $true
    }

    It 'reads the lists of other processes, and tells of a file that holds none' {
        $cache = Join-Path $env:HOME .missy state models_cache.json
        $before = Get-Content $cache -Raw
        try {
            Set-Content $cache "{`"entries`":[{`"provider`":`"claude`",`"models`":[`"from-elsewhere`"]}]}"
            (Get-MissyModel claude -Id from-elsewhere).Source | Should -Be 'cached'
            $line = 'ask hi -Provider claude -Model from'
            [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches.CompletionText | Should -Be 'from-elsewhere'
            Set-Content $cache 'nonsense'
            $null = Get-MissyModel claude -WarningVariable warned -WarningAction SilentlyContinue
            "$warned" | Should -BeLike "*models_cache.json*not JSON*"
        }
        finally {
            Set-Content $cache $before
        }
    }

    It 'filters by id with wildcards' {
        (Get-MissyModel -Provider red -Id 'R-*').Id | Should -Be 'r-1', 'r-0'
        (Get-MissyModel red r-0, 'nothing*').Id | Should -Be 'r-0'
    }

    It 'takes providers from the pipeline, by value and by property name' {
        ('red' | Get-MissyModel -Id 'r-*').Id | Should -Be 'r-1', 'r-0'
        (Get-MissyProvider red | Get-MissyModel -Id 'r-*').Id | Should -Be 'r-1', 'r-0'
        (Get-MissyModel red -Id r-1 | Get-MissyModel).Id | Should -Contain 'r-0'
    }

    It 'tells what is known of a provider that was named, and why it cannot be asked' {
        $off = Get-MissyModel off
        $off.Id | Should -Be 'o-1'
        $off.Reason | Should -BeLike '*disabled*'
        { Get-MissyModel off -Refresh -ErrorAction Stop } | Should -Throw '*disabled*'
        { Get-MissyModel nobody -ErrorAction Stop } | Should -Throw -ErrorId 'Configuration,Missy.Commands.GetMissyModelCommand'
    }

    It 'knows every service where there is no configuration, with -All' {
        Remove-Item Env:MISSY_CONFIG
        $models = Get-MissyModel -All
        $models.Provider | Should -Contain 'anthropic'
        ($models | Where-Object Provider -EQ 'anthropic')[0].Reason | Should -BeLike '*ANTHROPIC_API_KEY*'
    }
}
