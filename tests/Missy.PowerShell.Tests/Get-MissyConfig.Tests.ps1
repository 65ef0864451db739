BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    Use-TestConfig @'
providers:
  red: {name: openai, api_key: test-key-1, model: r-1}
  blue: {name: openai, api_key: $BLUE, api_keys: [test-key-2, {key: $B2}]}
network: {allowed_hosts: [a.example], default_deny: true}
reliability: {max_retries: 0}
'@
}

AfterAll { Reset-Missy }

Describe 'Get-MissyConfig' {
    It 'lists what the file sets, in its order, with lines' {
        $settings = Get-MissyConfig
        $settings[0].PSTypeNames[0] | Should -Be 'Missy.ConfigSetting'
        $settings[0..2].Key | Should -Be 'providers.red.name', 'providers.red.api_key', 'providers.red.model'
        $settings[2].Value, $settings[2].Line | Should -Be 'r-1', 2
        $settings[-1].Value | Should -Be 0
        $settings[-1].Value | Should -BeOfType long
        (Get-MissyConfig network.default_deny).IsDefault | Should -BeTrue
    }

    It 'never shows a key, and shows where it comes from' {
        (Get-MissyConfig providers.red.api_key).Value | Should -Be '***'
        (Get-MissyConfig providers.blue).Value | Should -Be 'openai', '$BLUE', '***', '$B2'
        (Get-MissyConfig | ConvertTo-Json) + (Get-MissyConfig | Format-List | Out-String) | Should -Not -BeLike '*test-key*'
    }

    It 'finds settings by key, by section and by pattern, from the pipeline too' {
        (Get-MissyConfig NETWORK).Key | Should -Be 'network.allowed_hosts[0]', 'network.default_deny'
        (Get-MissyConfig *.model, reliability.max_retries).Value | Should -Be 'r-1', 0
        (Get-MissyConfig 'providers.blue.api_keys[1].key').Value | Should -Be '$B2'
        ('providers.red.model' | Get-MissyConfig).Value | Should -Be 'r-1'
        (Get-MissyConfig providers.red.model | Get-MissyConfig).Value | Should -Be 'r-1'
        Get-MissyConfig nothing.* | Should -BeNullOrEmpty
    }

    It 'tells the default of what the file does not name, and all of them with -All' {
        $watch = Get-MissyConfig watch
        $watch.Value, $watch.Line, $watch.IsDefault | Should -Be $true, $null, $true
        (Get-MissyConfig providers.red.timeout).Value | Should -BeNullOrEmpty
        (Get-MissyConfig providers.red.connect_timeout).Value | Should -Be 10
        (Get-MissyConfig).Key | Should -Not -Contain 'watch'
        $all = Get-MissyConfig -All
        $all.Key | Should -Contain 'health.failure_threshold'
        @($all.Key -eq 'reliability.max_retries').Count | Should -Be 1
        $all | Where-Object Key -Like '*_*' | ForEach-Object Description | Should -Not -BeNullOrEmpty
    }

    It 'names the nearest keys when there is none of that name, and goes on' {
        (Get-MissyConfig netwrok.default_deny, watch -ErrorVariable failed -ErrorAction SilentlyContinue).Key | Should -Be 'watch'
        $failed.FullyQualifiedErrorId | Should -Be 'Configuration,Missy.Commands.GetMissyConfigCommand'
        $failed.TargetObject | Should -Be 'netwrok.default_deny'
        $failed.ErrorDetails.RecommendedAction | Should -BeLike "*'network.default_deny'*"
    }

    It 'reads another file, and says why one cannot be read' {
        Set-Content $TestDrive/other.yaml 'watch: false'
        (Get-MissyConfig -Path $TestDrive/other.yaml).Value | Should -BeFalse
        Set-Content $TestDrive/broken.yaml 'watch: ['
        Get-MissyConfig -Path $TestDrive/broken.yaml -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        Get-MissyConfig -Path $TestDrive/none.yaml -ErrorVariable +failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        "$failed" | Should -BeLike '*broken.yaml, line 1: This is not YAML*none.yaml*does not exist*'
    }

    It 'completes keys and sections' {
        $found = [System.Management.Automation.CommandCompletion]::CompleteInput('Get-MissyConfig net', 19, $null).CompletionMatches.CompletionText
        $found[0] | Should -Be 'network'
        $found | Should -Contain 'network.default_deny'
        $found | Should -Contain 'network.proxy'
    }

    It 'is shown in 80 columns' {
        $shown = Get-MissyConfig -All | Out-String -Width 80
        $shown | Should -Match '(?m)^Key +Value +Line'
        $shown | Should -Match '(?m)^network.default_deny +true +4'
        $shown | Should -Match '(?m)^audit +null'
        ($shown -split "`r?`n" | Measure-Object Length -Maximum).Maximum | Should -BeLessOrEqual 80
    }
}
