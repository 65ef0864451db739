BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    Use-TestConfig @'
providers:
  lab: { name: openai, model: m, base_url: 'http://127.0.0.1:8000/v1' }
network:
  allowed_cidrs: [10.0.0.0/8]
  rest_policies: [{ host: 10.0.0.1, method: GET, path: /models, action: allow }]
'@
}

AfterAll { Reset-Missy }

Describe 'Test-MissyNetworkPolicy' {
    It 'says which rule allows a URL, and which addresses it has' {
        $verdict = Test-MissyNetworkPolicy http://localhost:8000/v1
        $verdict.GetType().FullName | Should -Be 'Missy.PolicyVerdict'
        $verdict.Allowed | Should -BeTrue
        $verdict.Rule | Should -Be 'providers.lab.base_url'
        $verdict.Addresses | Should -Be @('127.0.0.1', '::1')
    }

    It 'denies <Url> by <Rule>' -ForEach @(
        @{ Url = 'https://example.com/'; Rule = 'network.default_deny' }
        @{ Url = 'http://127.0.0.1:8001/'; Rule = 'network.default_deny' }
        @{ Url = 'http://user@127.0.0.1:8000/'; Rule = 'url' }
        @{ Url = 'not a url'; Rule = 'url' }
        @{ Url = ''; Rule = 'url' }
        @{ Url = 'http://10.0.0.1/models'; Rule = 'network.rest_policies' }
    ) {
        $verdict = Test-MissyNetworkPolicy $Url
        $verdict.Allowed | Should -BeFalse
        $verdict.Rule | Should -Be $Rule
        $verdict.Reason | Should -Not -BeNullOrEmpty
    }

    It 'takes the method into account' {
        Test-MissyNetworkPolicy http://10.0.0.1/models -Method Get -Quiet | Should -BeTrue
        Test-MissyNetworkPolicy http://10.0.0.1/models -Quiet | Should -BeFalse
    }

    It 'takes URLs from the pipeline, one Boolean each with -Quiet' {
        'http://[::1]:8000', 'https://example.com', 'http://10.9.9.9' | Test-MissyNetworkPolicy -Quiet | Should -Be @($true, $false, $true)
        (Get-MissyProvider).BaseUrl | Test-MissyNetworkPolicy -Quiet | Should -BeTrue
    }

    It 'shows verdict, rule and what to do' {
        $text = Test-MissyNetworkPolicy https://example.com | Format-Table | Out-String -Width 200
        $text | Should -Match 'False'
        $text | Should -Match 'network\.default_deny'
        $text -replace '\s+', ' ' | Should -Match "Add 'example.com:443' to network.allowed_hosts"
    }

    It 'agrees with what a call meets' {
        Use-TestConfig "providers: { it: { name: openai, model: m, base_url: 'http://169.254.169.254/v1', auth: none } }"
        $failure = try { ask 'hi' -Provider it } catch { $_ }
        $failure.FullyQualifiedErrorId | Should -Be 'PolicyDenied,Missy.Commands.InvokeMissyAskCommand'
        $failure.CategoryInfo.Category | Should -Be 'PermissionDenied'
        $failure.ErrorDetails.RecommendedAction | Should -Match 'network\.allowed_cidrs'
        (Test-MissyNetworkPolicy http://169.254.169.254/v1).Rule | Should -Be 'address: metadata'
    }

    It 'shows the host that a provider opens' {
        Use-TestConfig "providers: { groq: { model: m, api_key: test-key-1 } }"
        (Get-MissyProvider groq).Host | Should -Be 'api.groq.com:443'
    }
}
