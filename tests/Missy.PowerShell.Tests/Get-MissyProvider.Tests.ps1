BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    $sim = Start-MissySimulator
    $config = @"
default_provider: blue
providers:
  red: {name: openai, base_url: "$($sim.BaseUrl)v1", model: r-1}
  blue: {name: openai, base_url: "$($sim.BaseUrl)v1", model: b-1, fast_model: b-0, api_key: test-key-1}
  gone: {name: openai, base_url: "http://127.0.0.1:1/v1", model: g-1}
  off: {name: openai, base_url: "$($sim.BaseUrl)v1", model: o-1, enabled: false}
  keyless: {name: anthropic, api_key_env: MISSY_TEST_NO_SUCH_KEY}
"@
}

AfterAll { Reset-Missy }

Describe 'Get-MissyProvider' {
    BeforeEach {
        Use-TestConfig $config
        $sim.ClearRequests()
    }

    It 'writes one object a provider, in file order, and asks nobody' {
        $providers = Get-MissyProvider
        $providers.Name | Should -Be 'red', 'blue', 'gone', 'off', 'keyless'
        $providers[0].GetType().FullName | Should -Be 'Missy.ProviderInfo'
        ($providers | Where-Object Default).Name | Should -Be 'blue'
        $providers[1].FastModel | Should -Be 'b-0'
        $sim.Requests.Count | Should -Be 0
    }

    It 'says what cannot be asked, and why' {
        $off, $keyless = Get-MissyProvider off, keyless
        $off.Available | Should -BeFalse
        $off.Reason | Should -BeLike '*disabled*'
        "$($keyless.AuthStatus)" | Should -Be 'Missing'
        $keyless.Reason | Should -BeLike '*MISSY_TEST_NO_SUCH_KEY*'
    }

    It 'shows where a key comes from, and never the key' {
        $blue = Get-MissyProvider blue
        "$($blue.AuthStatus)" | Should -Be 'Configured'
        $blue | ConvertTo-Json -Depth 5 | Should -Not -BeLike '*test-key-1*'
        $blue | Format-List * | Out-String | Should -Not -BeLike '*test-key-1*'
    }

    It 'shows each key by its name and whether it can be used, and never the key' {
        Use-TestConfig @"
providers:
  it: {name: openai, base_url: "$($sim.BaseUrl)v1", model: m, api_keys: [{key: test-key-1, name: work}, {key: test-key-2, models: ['m-*']}, `$MISSY_TEST_NO_SUCH_KEY]}
"@
        $keys = (Get-MissyProvider it).Keys
        $keys[0].GetType().FullName | Should -Be 'Missy.KeyInfo'
        $keys.Name | Should -Be 'work', '#2', 'MISSY_TEST_NO_SUCH_KEY'
        "$($keys.State)" | Should -Be 'Ready Ready Missing'
        $keys.Preferred | Should -Be $true, $false, $false
        $keys[1].Models | Should -Be 'm-*'
        $keys[2].Problem | Should -BeLike '*MISSY_TEST_NO_SUCH_KEY is not set*'
        $keys | ConvertTo-Json | Should -Not -BeLike '*test-key*'
    }

    It 'takes names, patterns, names from the pipeline and by property' {
        (Get-MissyProvider BLUE, red).Name | Should -Be 'blue', 'red'
        (Get-MissyProvider '*e*').Name | Should -Be 'red', 'blue', 'gone', 'keyless'
        Get-MissyProvider 'nothing*' | Should -BeNullOrEmpty
        ('red', 'off' | Get-MissyProvider).Name | Should -Be 'red', 'off'
        ([pscustomobject]@{ Name = 'off' } | Get-MissyProvider).Name | Should -Be 'off'
        (ask hi -Provider red | Get-MissyProvider).Name | Should -Be 'red'
    }

    It 'is an error for a name that does not exist, and goes on' {
        $found = Get-MissyProvider rde, blue -ErrorVariable failed -ErrorAction SilentlyContinue
        $found.Name | Should -Be 'blue'
        $failed.FullyQualifiedErrorId | Should -Be 'Configuration,Missy.Commands.GetMissyProviderCommand'
        $failed.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failed.TargetObject | Should -Be 'rde'
        "$failed" | Should -BeLike "*'red'*"
    }

    It 'asks the services with -Test' {
        $red, $gone = Get-MissyProvider red, gone -Test
        $red.Available | Should -BeTrue
        $gone.Available | Should -BeFalse
        $gone.Reason | Should -Not -BeNullOrEmpty
        $sim.Requests.Count | Should -Be 1
    }

    It 'finds providers by their keys where there is no configuration' {
        Remove-Item Env:MISSY_CONFIG
        $env:GROQ_API_KEY = 'test-key-1'
        try { $found = Get-MissyProvider } finally { Remove-Item Env:GROQ_API_KEY }
        $found.Name | Should -Be 'groq'
        $found.KeySource | Should -Be 'GROQ_API_KEY'
        $found.Default | Should -BeTrue
    }
}
