BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1

    function Complete([string] $Line) {
        [System.Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches
    }
}

AfterAll { Reset-Missy }

Describe 'Completion' {
    BeforeEach {
        $sim = Start-MissySimulator
        Use-TestConfig @"
default_provider: beta
providers:
  alpha: {name: openai, base_url: "$($sim.BaseUrl)v1", model: a-1, fast_model: "@fast/a b"}
  beta: {name: openai, base_url: "$($sim.BaseUrl)v1", model: b-1, premium_model: "b'2"}
  off: {name: openai, base_url: "$($sim.BaseUrl)v1", model: o-1, enabled: false}
"@
    }

    AfterEach {
        # Nothing of it goes over the network.
        $sim.Requests.Count | Should -Be 0
        $sim.Stop()
    }

    It 'offers the configured providers to <_>' -ForEach 'ask hi -Provider ', 'Get-MissyProvider ', 'Set-MissyDefaultProvider ', 'Test-MissyProvider ', 'Get-MissyModel ', 'Get-MissyUsage -Provider ' {
        (Complete $_).CompletionText | Should -Be 'alpha', 'beta', 'off', 'simulator'
    }

    It 'goes by what is typed, whatever its case' {
        (Complete 'ask hi -Provider BE').CompletionText | Should -Be 'beta'
        Complete 'ask hi -Provider nothing-like-it' | Where-Object ResultType -EQ ParameterValue | Should -BeNullOrEmpty
    }

    It 'quotes what needs it, in the quotes that were begun' {
        (Complete 'ask hi -Provider alpha -Model a').CompletionText | Should -Be 'a-1'
        (Complete "ask hi -Provider alpha -Model 'a").CompletionText | Should -Be "'a-1'"
        (Complete "ask hi -Provider alpha -Model '@f").CompletionText | Should -Be "'@fast/a b'"
        (Complete 'ask hi -Provider alpha -Model "@f').CompletionText | Should -Be '"@fast/a b"'
    }

    It 'tells in the tooltip what it is and why it cannot be used' {
        (Complete 'ask hi -Provider alp').ToolTip | Should -BeLike "*$($sim.BaseUrl)*"
        (Complete 'ask hi -Provider of').ToolTip | Should -BeLike '*disabled*'
    }

    It 'offers the models of the provider that is named' {
        (Complete 'ask hi -Provider alpha -Model ').CompletionText | Should -Be 'a-1', "'@fast/a b'"
        (Complete 'ask hi -Provider beta -Model b').CompletionText | Should -Be 'b-1', "'b''2'"
    }

    It 'offers those of the default provider first, and the others by their provider' {
        (Complete 'ask hi -Model ').CompletionText | Should -Be 'b-1', "'b''2'", 'alpha/a-1', "'alpha/@fast/a b'"
    }

    It 'offers the aliases in effect, and to be removed those of the runspace' {
        (Complete 'Get-MissyModelAlias son').CompletionText | Should -Be 'sonnet'
        Complete 'Remove-MissyModelAlias ' | Where-Object ResultType -EQ ParameterValue | Should -BeNullOrEmpty
        Set-MissyModelAlias sonnet alpha/a-1
        (Complete 'Set-MissyModelAlias son').CompletionText | Should -Be 'sonnet'
        (Complete 'Set-MissyModelAlias son').ToolTip | Should -Be 'alpha/a-1 (Runspace)'
        (Complete 'Remove-MissyModelAlias ').CompletionText | Should -Be 'sonnet'
        Remove-MissyModelAlias sonnet
        (Complete 'Get-MissyModelAlias -Source ').CompletionText | Should -Be 'BuiltIn', 'Configuration', 'Runspace'
    }

    It 'offers the models for an alias by their provider' {
        (Complete 'Set-MissyModelAlias x ').CompletionText | Should -Be 'beta/b-1', "'beta/b''2'", 'alpha/a-1', "'alpha/@fast/a b'"
        (Complete 'Set-MissyModelAlias x -Provider alpha -Model ').CompletionText | Should -Be 'a-1', "'@fast/a b'"
    }

    It 'offers tiers, purposes, sessions, aliases and who may stand by' {
        Add-Content $env:MISSY_CONFIG "models: [{provider: alpha, model: a-9, purpose: oracle, description: wise}]`naliases: {quick: alpha/a-1}"
        $null = New-MissySession notes
        (Complete 'ask hi -Tier ').CompletionText | Should -Be 'complex', 'fast', 'medium', 'premium', 'primary', 'simple'
        (Complete 'ask hi -Purpose ').CompletionText | Should -Be 'oracle'
        (Complete 'ask hi -Purpose ').ToolTip | Should -Be 'wise: alpha/a-9'
        (Complete 'ask hi -Session ').CompletionText | Should -Contain 'notes'
        (Complete 'Resolve-MissyRoute hi -Model qui').CompletionText | Should -Be 'quick'
        (Complete 'ask hi -Fallback ').CompletionText | Should -Be 'none', 'same_model', 'any', 'alpha', 'beta', 'off', 'simulator'
        Remove-MissySession notes
    }

    It 'goes by the default provider of the runspace' {
        $shell = New-Shell
        Invoke-In $shell @'
            Set-MissyDefaultProvider alpha -Force
            [System.Management.Automation.CommandCompletion]::CompleteInput('ask hi -Model ', 14, $null).CompletionMatches[0].CompletionText
'@ | Should -Be 'a-1'
        $shell.Dispose()
    }

    It 'offers every known service where there is no configuration' {
        Remove-Item Env:MISSY_CONFIG
        (Complete 'ask hi -Provider ').CompletionText | Should -Contain 'anthropic'
        (Complete 'ask hi -Provider anthropic -Model ').Count | Should -BeGreaterThan 2
    }

    It 'offers nothing and fails at nothing with a configuration that cannot be read' {
        Use-TestConfig "providers: {`n"
        Complete 'ask hi -Provider ' | Where-Object ResultType -EQ ParameterValue | Should -BeNullOrEmpty
        Complete 'ask hi -Model ' | Where-Object ResultType -EQ ParameterValue | Should -BeNullOrEmpty
        $env:MISSY_CONFIG = '/nowhere/at/all.yaml'
        Complete 'ask hi -Provider ' | Where-Object ResultType -EQ ParameterValue | Should -BeNullOrEmpty
    }

    It 'offers the simulator''s faults' {
        (Complete 'Start-MissySimulator -Fault cut').CompletionText | Should -Be 'cut-stream'
        (Complete 'ask hi -ReasoningEffort ').CompletionText | Should -Be 'High', 'Low', 'Medium', 'None'
    }
}
