BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    $sim = Start-MissySimulator
    $env:MISSY_TEST_KEY = 'test-key-1'
    Use-TestConfig @"
providers:
  near: {name: openai, base_url: '$($sim.BaseUrl)v1', api_key: `$MISSY_TEST_KEY, model: simulator-small}
  query: {name: openai, base_url: '$($sim.BaseUrl)test-key-1/v1', api_key: `$MISSY_TEST_KEY, model: m}
  gone: {name: openai, base_url: 'http://127.0.0.1:9/v1', api_key: `$MISSY_TEST_KEY, model: m}
"@

    function Get-DebugLine([scriptblock] $Script) {
        & $Script 5>&1 | Where-Object { $_ -is [System.Management.Automation.DebugRecord] } | ForEach-Object Message
    }

    function Get-WireLine([scriptblock] $Script) {
        Get-DebugLine $Script | Where-Object { $_ -match '^(GET|POST) ' }
    }
}

AfterAll {
    Remove-Item Env:MISSY_TEST_KEY
    Reset-Missy
}

Describe '-Debug' {
    It 'tells method, URL, status, time, sizes and request id of a call' {
        Get-WireLine { ask hi -Provider near -Debug } |
            Should -Match "^POST http://127\.0\.0\.1:\d+/v1/chat/completions 200 after [\d.]+ ms, sent \d+ bytes, answer \d+ bytes, HTTP/1\.1, request id \S+$"
    }

    It 'tells each request, a failed one too' {
        $lines = Get-WireLine { ask hi -Provider gone -Fallback near -Debug }
        $lines | Should -HaveCount 2
        $lines[0] | Should -Match '^POST http://127\.0\.0\.1:9/v1/chat/completions ConnectionError after .* no answer$'
        $lines[1] | Should -Match ' 200 '
    }

    It 'tells a stream, calls side by side, and what other commands ask' {
        Get-WireLine { ask hi -Provider near -Stream -Debug } | Should -Match 'answer of unknown size'
        Get-WireLine { 1..3 | ask 'and?' -Provider near -ThrottleLimit 3 -Debug } | Should -HaveCount 3
        Get-WireLine { Get-MissyProvider near -Test -Debug } | Should -Match '^GET .*/models 200 .* sent nothing'
    }

    It 'tells no key and no word of what was asked or answered' {
        $lines = Get-WireLine { ask 'a private question' -Provider query -Debug -ErrorAction SilentlyContinue }
        $lines | Should -HaveCount 1
        $lines | Should -Not -Match 'test-key-1|private|simulated'
    }

    It 'tells alone what -Verbose tells, and asks nobody whether to go on' {
        Get-DebugLine { ask hi -Provider near -Debug } | Where-Object { $_ -like 'near/simulator-small: * tokens, *' } | Should -HaveCount 1
    }

    It 'is off by default, and follows $DebugPreference' {
        Get-WireLine { ask hi -Provider near } | Should -BeNullOrEmpty
        Get-WireLine { $DebugPreference = 'Continue'; ask hi -Provider near } | Should -HaveCount 1
        Get-WireLine { $DebugPreference = 'Continue'; ask hi -Provider near -Debug:$false } | Should -BeNullOrEmpty
    }
}
