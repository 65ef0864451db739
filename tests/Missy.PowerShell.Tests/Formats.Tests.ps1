BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    $style = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = 'PlainText'
}

AfterAll {
    $PSStyle.OutputRendering = $style
    Reset-Missy
}

Describe 'What is shown' {
    It 'of a response is its content alone, as it is' {
        $text = "One line of prose.`n`n    indented code`n" + ('a long line ' * 40).Trim()
        $sim = Start-MissySimulator -Answer $text
        (ask hi -Provider simulator | Out-String).Trim() -replace "`r" | Should -BeExactly $text
        $sim.Stop()
    }

    It 'in lists can be taken by its index' {
        $sim = Start-MissySimulator
        Use-TestConfig "providers: {it: {name: openai, base_url: '$($sim.BaseUrl)v1', model: m, api_key: test-key-1}}"
        $response = ask hi -Session lists
        $response.Attempts[0].Outcome | Should -Be 'Success'
        $response.Route.Steps[0].Step | Should -Be 'provider'
        (Get-MissySession lists).Messages[1].Content[0].Text | Should -Be $response.Content
        (Resolve-MissyRoute -Fallback it/other).Fallback[0].Model | Should -Be 'other'
        $tier = Get-MissyModelTier 'Debug this.'
        $tier.Models[0].Model | Should -Be 'm'
        ($tier.Signals[0], ($tier.Signals | Where-Object Fired)[0].Words[0]) | Should -Not -Contain $null
        (Get-MissyProvider).Keys[0].Name | Should -Be 'api_key'
        (Test-MissyProvider).Checks[0].Name | Should -Be 'configuration'
        (Test-MissyNetworkPolicy $sim.BaseUrl).Addresses[0] | Should -Be '127.0.0.1'
        Remove-MissySession lists
        Reset-Missy
    }

    It 'of a response with Format-List is the rest too' {
        $shown = ask hi -Provider simulator | Format-List | Out-String
        'Content', 'Model', 'Provider', 'Usage', 'Cost', 'FinishReason', 'Route', 'Attempts', 'Duration', 'RequestId' | ForEach-Object {
            $shown | Should -Match "(?m)^$_ +:"
        }
    }

    It 'of a chunk is its text' {
        $chunk = ask hi -Provider simulator -Stream | Select-Object -First 1
        ($chunk | Out-String).Trim() | Should -Be $chunk.Text.Trim()
    }

    It 'of <Name> is a table with <Columns>' -ForEach @(
        @{ Name = 'a provider'; Columns = 'Name', 'Default', 'Wire', 'Model', 'Key', 'Available', 'Reason'; Script = { Get-MissyProvider simulator } }
        @{ Name = 'a circuit breaker'; Columns = 'Provider', 'State', 'Failures', 'LastError', 'OpenedAt', 'RetryAt'; Script = { Get-MissyCircuit simulator } }
        @{ Name = 'a key'; Columns = 'Name', 'Preferred', 'State', 'Until', 'Details'; Script = { (Get-MissyProvider openai).Keys } }
        @{ Name = 'a switch of keys'; Columns = 'Provider', 'Before', 'After', 'Reason'; Script = { Switch-MissyKey openai -WarningAction Ignore } }
        @{ Name = 'a model'; Columns = 'Provider', 'Id', 'Context', 'Source'; Script = { Get-MissyModel -Provider anthropic -All } }
        @{ Name = 'what came of a line'; Columns = 'Sender', 'Handled', 'Reply'; Script = { Invoke-MissyCommand /help -Sender a } }
        @{ Name = 'an alias'; Columns = 'Name', 'Target', 'Source', 'ShadowedBy'; Script = { Get-MissyModelAlias sonnet } }
        @{ Name = 'a diagnostic'; Columns = 'Line', 'Severity', 'Code', 'Key', 'Message'; Script = { Set-Content $TestDrive/x.yaml 'nothing: 1'; Test-MissyConfig $TestDrive/x.yaml } }
        @{ Name = 'an edit of the configuration'; Columns = 'Line', 'Key', 'OldValue', 'NewValue', 'Changed'; Script = { Use-TestConfig 'watch: true'; Set-MissyConfig health.failure_threshold 3 -PassThru } }
        @{ Name = 'a provider test'; Columns = 'Provider', 'Passed', 'Findings'; Script = { Test-MissyProvider simulator } }
        @{ Name = 'a tool'; Columns = 'Name', 'ReadOnly', 'Parameters', 'Description'; Script = { New-MissyTool Get-Date } }
        @{ Name = 'a run of a tool'; Columns = 'Round', 'Tool', 'Error', 'Seconds', 'Result'; Script = { (ask hi -Provider simulator -Tool Get-Date).ToolRuns } }
        @{ Name = 'a simulator'; Columns = 'BaseUrl', 'Requests', 'Stopped'; Script = { Start-MissySimulator } }
    ) {
        $lines = (& $Script | Out-String -Width 300).Trim() -split '\r?\n'
        $lines[0] -split ' +' | Select-Object -First $Columns.Count | Should -Be ($Name -eq 'a model' ? @('Provider', 'Id', 'Context', 'In') : $Columns)
        $lines[1] | Should -BeLike '----*'
    }

    It 'of a provider test says what is wrong and what to do' {
        (Test-MissyProvider openai | Out-String -Width 300) | Should -BeLike '*False*key: *Set OPENAI_API_KEY*'
    }

    It 'of a provider counts its keys, and fits into 80 columns' {
        Use-TestConfig 'providers: { it: { name: openai, model: m, api_keys: [test-key-1, { key: test-key-2, name: home }, $MISSY_TEST_UNSET] } }'
        $lines = (Get-MissyProvider | Out-String -Width 80).TrimEnd() -split '\r?\n'
        ($lines -match '^it ') | Should -BeLike '*#1 2/3 *'
        $lines | ForEach-Object { $_.Length | Should -BeLessOrEqual 80 }
        (Get-MissyProvider | Format-List | Out-String) | Should -BeLike '*Keys * {#1 (Ready, preferred), home (Ready), MISSY_TEST_UNSET (Missing)}*'
    }
}
