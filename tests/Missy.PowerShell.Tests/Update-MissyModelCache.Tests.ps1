BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    $home0 = $env:HOME
    $profile0 = $env:USERPROFILE
    $sim = Start-MissySimulator -Fault 'path=/broken/v1/models;503'
    $config = @"
providers:
  red: {name: openai, base_url: "$($sim.BaseUrl)v1", model: r-1, api_key: test-key-12345678}
  blue: {name: openai, base_url: "$($sim.BaseUrl)blue/v1", model: b-1}
  broken: {name: openai, base_url: "$($sim.BaseUrl)broken/v1", model: b-1}
  off: {name: openai, base_url: "$($sim.BaseUrl)v1", model: o-1, enabled: false}
"@
}

AfterAll {
    $env:HOME = $home0
    $env:USERPROFILE = $profile0
    Reset-Missy
}

Describe 'Update-MissyModelCache' {
    BeforeEach {
        $env:HOME = $env:USERPROFILE = Join-Path $TestDrive ([guid]::NewGuid())
        $cache = Join-Path $env:HOME .missy state models_cache.json
        $null = New-Item (Split-Path $cache) -ItemType Directory
        Use-TestConfig $config
        $sim.ClearRequests()
    }

    It 'asks those that can be asked, and writes what they list' {
        Update-MissyModelCache red, blue | Should -BeNullOrEmpty
        $entries = (Get-Content $cache -Raw | ConvertFrom-Json).entries
        $entries.provider | Should -Be 'red', 'blue'
        $entries[0].models | Should -Be 'simulator-small', 'simulator-large'
        $entries[0].base_url | Should -Be "$($sim.BaseUrl)v1"
        [DateTimeOffset]::FromUnixTimeSeconds($entries[0].fetched_at_unix).UtcDateTime | Should -BeGreaterThan ([datetime]::UtcNow.AddMinutes(-5))
        Get-Content $cache -Raw | Should -Not -BeLike '*test-key*'
    }

    It 'tells another process what was listed' {
        Update-MissyModelCache red
        $sim.ClearRequests()
        Invoke-FreshPwsh "Import-Module '$Manifest'; (Get-MissyModel red | Where-Object Source -EQ cached).Id" | Should -Be 'simulator-small', 'simulator-large'
        $sim.Requests.Count | Should -Be 0
    }

    It 'leaves fresh lists alone, but for -Force' {
        (Update-MissyModelCache red, blue -PassThru).Outcome | Should -Be 'Refreshed', 'Refreshed'
        (Update-MissyModelCache red, blue -PassThru).Outcome | Should -Be 'Fresh', 'Fresh'
        $sim.Requests.Count | Should -Be 2
        $forced = Update-MissyModelCache red -Force -PassThru
        $forced.Outcome | Should -Be 'Refreshed'
        $forced.Count | Should -Be 2
        $sim.Requests.Count | Should -Be 3
    }

    It 'asks again for what is stale' {
        Use-TestConfig "models_cache_ttl_hours: 0`n$config"
        Update-MissyModelCache red
        (Get-MissyModel red | Where-Object Source -EQ cached).IsStale | Should -Be $true, $true
        (Update-MissyModelCache red -PassThru).Outcome | Should -Be 'Refreshed'
    }

    It 'has one error for one that fails, whose old list stays' {
        $result = Update-MissyModelCache red, broken -PassThru -ErrorVariable failed -ErrorAction SilentlyContinue
        $result.Outcome | Should -Be 'Refreshed', 'Failed'
        $failed | Should -HaveCount 1
        $failed[0].TargetObject | Should -Be 'broken'
        { Update-MissyModelCache off -ErrorAction Stop } | Should -Throw '*disabled*'
        { Update-MissyModelCache nobody -ErrorAction Stop } | Should -Throw -ErrorId 'Configuration,Missy.Commands.UpdateMissyModelCacheCommand'
    }

    It 'asks nobody with -WhatIf' {
        Update-MissyModelCache red -WhatIf
        $sim.Requests.Count | Should -Be 0
        $cache | Should -Not -Exist
    }

    It 'puts a file aside that holds something else, and says so' {
        Set-Content $cache 'precious'
        Update-MissyModelCache red -WarningVariable warned -WarningAction SilentlyContinue
        "$warned" | Should -BeLike '*not JSON*.bad*'
        Get-Content "$cache.*.bad" | Should -Be 'precious'
        (Get-Content $cache -Raw | ConvertFrom-Json).entries.provider | Should -Be 'red'
    }

    It 'fails where the file cannot be written' {
        $null = New-Item $cache -ItemType Directory
        { Update-MissyModelCache red -ErrorAction Stop -WarningAction SilentlyContinue } | Should -Throw '*models_cache.json*'
    }

    It 'takes providers from the pipeline and asks them once' {
        (Get-MissyProvider red, blue | Update-MissyModelCache -Force -PassThru).Provider | Should -Be 'red', 'blue'
        $sim.Requests.Count | Should -Be 2
    }

    It 'shows what became of the lists within 80 columns' {
        $text = Update-MissyModelCache red -PassThru | Out-String -Width 80
        $text | Should -Match 'Provider +Outcome +Models +Listed +Failure'
        $text | Should -Match 'red +Refreshed +2'
    }
}

Describe 'A model that a fresh list does not have' {
    BeforeAll {
        $env:HOME = $env:USERPROFILE = Join-Path $TestDrive unlisted
        Use-TestConfig $config
        Update-MissyModelCache red -Force
    }

    It 'is warned of once a call, and the call is made' {
        $answer = ask hi -Provider red -Model simulator-smal -WarningVariable warned -WarningAction SilentlyContinue
        $answer.Model | Should -Be 'simulator-smal'
        $warned | Should -HaveCount 1
        "$warned" | Should -BeLike "red does not list a model 'simulator-smal'*Did you mean 'simulator-small'?"
    }

    It 'is warned of when the call fails, too' {
        $sim = Start-MissySimulator -Fault 'path=/v1/chat/completions;404'
        Use-TestConfig "providers: {bad: {name: openai, base_url: '$($sim.BaseUrl)v1', model: m}}"
        Update-MissyModelCache bad
        $warned = [System.Collections.Generic.List[object]]::new()
        { ask hi -Provider bad -Model simulator-smal 3>&1 | ForEach-Object { $warned.Add($_) } } | Should -Throw
        $warned | Should -HaveCount 1
        "$warned" | Should -BeLike 'bad does not list*'
        { ask hi -Provider bad -Model simulator-smal -WarningAction Stop 3>$null } | Should -Throw '*does not list*'
        Use-TestConfig $config
    }

    It 'is warned of once for many prompts of one command, and in a stream' {
        $null = 'a', 'b' | ask -Provider red -Model simulator-smal -WarningVariable warned -WarningAction SilentlyContinue
        $warned | Should -HaveCount 1
        $null = ask hi -Provider red -Model simulator-smal -Stream -WarningVariable warned -WarningAction SilentlyContinue
        $warned | Should -HaveCount 1
    }

    It 'is shown by Resolve-MissyRoute' {
        $route = Resolve-MissyRoute hi -Provider red -Model simulator-smal -WarningVariable warned -WarningAction SilentlyContinue
        $route.Warnings | Should -HaveCount 1
        $warned | Should -HaveCount 1
        $route | Format-List | Out-String | Should -Match 'Warnings *: red does not list'
        (Resolve-MissyRoute hi -Provider red -Model simulator-small -WarningAction Stop).Warnings | Should -BeNullOrEmpty
    }
}
