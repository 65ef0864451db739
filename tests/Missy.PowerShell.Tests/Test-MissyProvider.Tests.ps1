BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    $sim = Start-MissySimulator -Fault 'path=/broken/v1/models;503'
    Use-TestConfig @"
providers:
  good: {name: openai, base_url: "$($sim.BaseUrl)v1", model: simulator-small}
  other: {name: openai, base_url: "$($sim.BaseUrl)v1", model: nothing-it-lists}
  broken: {name: openai, base_url: "$($sim.BaseUrl)broken/v1", model: m}
  keyless: {name: anthropic, api_key_env: MISSY_TEST_NO_SUCH_KEY}
"@
}

AfterAll { Reset-Missy }

Describe 'Test-MissyProvider' {
    It 'passes a provider that answers' {
        $test = Test-MissyProvider good
        $test.GetType().FullName | Should -Be 'Missy.ProviderTest'
        $test.Passed | Should -BeTrue
        $test.Checks.Name | Should -Be 'configuration', 'key', 'address', 'service', 'model'
        $test.Checks.Status | Select-Object -Unique | Should -Be 'ok'
        $test.Duration | Should -BeGreaterThan ([timespan]::Zero)
    }

    It 'tests all when none is named' {
        (Test-MissyProvider).Provider | Should -Be 'good', 'other', 'broken', 'keyless'
        Test-MissyProvider -Quiet | Should -Be $true, $true, $false, $false
    }

    It 'fails one that does not answer, and one without key with the remedy' {
        $broken, $keyless = Test-MissyProvider broken, keyless
        $broken.Passed | Should -BeFalse
        ($broken.Checks | Where-Object Status -EQ 'failed').Name | Should -Be 'service'
        ($keyless.Checks | Where-Object Status -EQ 'failed').Remedy | Should -BeLike '*MISSY_TEST_NO_SUCH_KEY*'
    }

    It 'warns of a model that the service does not list' {
        $test = Test-MissyProvider other
        $test.Passed | Should -BeTrue
        ($test.Checks | Where-Object Status -EQ 'warning').Name | Should -Be 'model'
    }

    It 'takes providers from the pipeline, by value and by property name' {
        ('good', 'broken' | Test-MissyProvider).Passed | Should -Be $true, $false
        (Get-MissyProvider good, keyless | Test-MissyProvider).Provider | Should -Be 'good', 'keyless'
    }

    It 'writes Booleans with -Quiet, false for a name that does not exist' {
        $result = Test-MissyProvider good, nobody -Quiet -ErrorAction Stop
        $result | Should -Be $true, $false
        $result[0] | Should -BeOfType bool
    }

    It 'is an error for a name that does not exist' {
        { Test-MissyProvider nobody -ErrorAction Stop } | Should -Throw -ErrorId 'Configuration,Missy.Commands.TestMissyProviderCommand'
    }
}
