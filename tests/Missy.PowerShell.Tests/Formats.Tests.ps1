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
        @{ Name = 'a provider'; Columns = 'Name', 'Default', 'Model', 'Key', 'Available'; Script = { Get-MissyProvider simulator } }
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
        $list = Get-MissyProvider | Format-List | Out-String
        $list | Should -Match 'Keys +: #1 \(Ready, preferred\)\r?\n +home \(Ready\)\r?\n +MISSY_TEST_UNSET \(Missing\)'
    }

    It 'of <Name> is a list, where one is usual' -ForEach @(
        @{ Name = 'a route'; Script = { Resolve-MissyRoute -Provider simulator }; Label = 'Steps' }
        @{ Name = 'a verdict of the network policy'; Script = { Test-MissyNetworkPolicy 'http://169.254.169.254/' }; Label = 'Allowed' }
        @{ Name = 'limits'; Script = { New-Sample (Get-OutputAssembly).GetType('Missy.RateLimits') 'x' }; Label = 'Requests' }
        @{ Name = 'a watcher'; Script = { Get-MissyConfigWatcher }; Label = 'Running' }
        @{ Name = 'a failure'; Script = { try { ask hi -Provider nobody } catch { $_.Exception } }; Label = 'Kind' }
    ) {
        . $PSScriptRoot/Support/Output.ps1
        (& $Script | Out-String -Width 80) | Should -Match "(?m)^$Label +: \S"
    }

    It 'of several responses as a table is a line each' {
        $sim = Start-MissySimulator -Answer "one line`nand another"
        $lines = (ask one -Provider simulator), (ask two -Provider simulator) | Format-Table | Out-String -Width 80
        $sim.Stop()
        @($lines -split '\r?\n' -match '^simulator ') | Should -HaveCount 2
        $lines | Should -BeLike '*one line and an*'
    }

    It 'of what a model says holds nothing that a terminal obeys, and the data is left as it is' {
        $text = "a`e[31mred`e[0m`e]0;title`a`u{9b}2J end"
        $sim = Start-MissySimulator -Answer $text
        $response = ask hi -Provider simulator -Session shown
        $sim.Stop()
        $response.Content | Should -BeExactly $text
        $messages = (Get-MissySession shown).Messages
        $shown = & { $response; $response | Format-List; $response | Format-Table; $messages; $messages | Format-List; $messages[1].Content } | Out-String -Width 120
        $shown | Should -Not -Match "[`e`a`u{9b}]"
        $shown | Should -BeLike '*ared end*'
        Remove-MissySession shown
    }
}

Describe 'The colour of a state' {
    BeforeAll {
        $PSStyle.OutputRendering = 'Ansi'

        # What is shown of a type, one of whose properties is a certain value.
        function Show-With([string] $Type, [hashtable] $Values, [switch] $List) {
            $sample = New-Sample (Get-OutputAssembly).GetType($Type) 'x'
            foreach ($name in $Values.Keys) {
                $field = $sample.GetType().GetField("<$name>k__BackingField", 'Instance, NonPublic')
                $field.SetValue($sample, ($Values[$name] -as $field.FieldType))
            }

            $List ? ($sample | Format-List | Out-String -Width 80) : ($sample | Format-Table | Out-String -Width 80)
        }

        . $PSScriptRoot/Support/Output.ps1
        $good = [regex]::Escape($PSStyle.Foreground.Green)
        $bad = [regex]::Escape($PSStyle.Formatting.Error)
        $doubtful = [regex]::Escape($PSStyle.Formatting.Warning)
    }

    AfterAll { $PSStyle.OutputRendering = 'PlainText' }

    It 'of <Type> with <Text> is <Colour>' -ForEach @(
        @{ Type = 'Missy.ProviderInfo'; Values = @{ Available = $true; Reason = $null }; Text = 'True'; Colour = 'good' }
        @{ Type = 'Missy.ProviderInfo'; Values = @{ Available = $false; Reason = 'no key' }; Text = 'False: no key'; Colour = 'bad' }
        @{ Type = 'Missy.Circuit'; Values = @{ State = 'Open' }; Text = 'Open'; Colour = 'bad' }
        @{ Type = 'Missy.Circuit'; Values = @{ State = 'HalfOpen' }; Text = 'HalfOpen'; Colour = 'doubtful' }
        @{ Type = 'Missy.Circuit'; Values = @{ State = 'Closed' }; Text = 'Closed'; Colour = 'good' }
        @{ Type = 'Missy.Diagnostic'; Values = @{ Severity = 'Error' }; Text = 'Error'; Colour = 'bad' }
        @{ Type = 'Missy.Diagnostic'; Values = @{ Severity = 'Warning' }; Text = 'Warning'; Colour = 'doubtful' }
        @{ Type = 'Missy.ProviderTest'; Values = @{ Passed = $false }; Text = 'False'; Colour = 'bad' }
        @{ Type = 'Missy.ProviderCheck'; Values = @{ Status = 'failed' }; Text = 'failed'; Colour = 'bad' }
        @{ Type = 'Missy.ProviderCheck'; Values = @{ Status = 'warning' }; Text = 'warning'; Colour = 'doubtful' }
        @{ Type = 'Missy.ProviderCheck'; Values = @{ Status = 'ok' }; Text = 'ok'; Colour = 'good' }
        @{ Type = 'Missy.PolicyVerdict'; Values = @{ Allowed = $true }; Text = 'True'; Colour = 'good' }
        @{ Type = 'Missy.PolicyVerdict'; Values = @{ Allowed = $false }; Text = 'False'; Colour = 'bad' }
        @{ Type = 'Missy.ToolRun'; Values = @{ IsError = $true }; Text = 'True'; Colour = 'bad' }
        @{ Type = 'Missy.KeyInfo'; Values = @{ State = 'Ready' }; Text = 'Ready'; Colour = 'good' }
        @{ Type = 'Missy.KeyInfo'; Values = @{ State = 'Cooling' }; Text = 'Cooling'; Colour = 'doubtful' }
        @{ Type = 'Missy.KeyInfo'; Values = @{ State = 'Bad' }; Text = 'Bad'; Colour = 'bad' }
        @{ Type = 'Missy.KeyInfo'; Values = @{ State = 'OutOfQuota' }; Text = 'OutOfQuota'; Colour = 'bad' }
        @{ Type = 'Missy.Attempt'; Values = @{ Outcome = 'Success' }; Text = 'Success'; Colour = 'good' }
        @{ Type = 'Missy.Attempt'; Values = @{ Outcome = 'RateLimited' }; Text = 'RateLimited'; Colour = 'bad' }
        @{ Type = 'Missy.Attempt'; Values = @{ Outcome = 'Skipped' }; Text = 'Skipped'; Colour = 'doubtful' }
        @{ Type = 'Missy.ModelRefresh'; Values = @{ Outcome = 'Failed' }; Text = 'Failed'; Colour = 'bad' }
        @{ Type = 'Missy.ConfigReload'; Values = @{ Outcome = 'Refused' }; Text = 'Refused'; Colour = 'bad' }
        @{ Type = 'Missy.ConfigReload'; Values = @{ Outcome = 'Reloaded' }; Text = 'Reloaded'; Colour = 'good' }
        @{ Type = 'Missy.CircuitChanged'; Values = @{ To = 'Open' }; Text = 'Open'; Colour = 'bad' }
    ) {
        $code = (Get-Variable $Colour -ValueOnly) + [regex]::Escape($Text)
        Show-With $Type $Values | Should -Match $code
        Show-With $Type $Values -List | Should -Match ($code -replace ':\\ no\\ key')
    }

    It 'follows what the user has set' {
        $before = $PSStyle.Formatting.Error
        $PSStyle.Formatting.Error = "`e[95m"
        try { Show-With Missy.Circuit @{ State = 'Open' } | Should -Match "`e\[95mOpen" } finally { $PSStyle.Formatting.Error = $before }
    }

    It 'leaves the columns where they are' {
        $plain = @(Show-With Missy.Circuit @{ State = 'Open' }; Show-With Missy.Circuit @{ State = 'HalfOpen' }) -join "`n"
        $PSStyle.OutputRendering = 'PlainText'
        $without = @(Show-With Missy.Circuit @{ State = 'Open' }; Show-With Missy.Circuit @{ State = 'HalfOpen' }) -join "`n"
        $PSStyle.OutputRendering = 'Ansi'
        $plain -replace "`e\[[\d;]*m" | Should -BeExactly $without
        $without | Should -Not -Match "`e"
    }

    It 'reaches no file and no pipe' {
        Use-TestConfig 'providers: {canvas: {name: openai, model: m, api_key: test-key-1}}'
        $script = "Import-Module '$Manifest'; Get-MissyProvider > '$TestDrive/redirected.txt'; Get-MissyProvider | Out-File '$TestDrive/out.txt'; Get-MissyProvider | Format-List; Get-MissyCircuit canvas"
        $piped = Invoke-FreshPwsh $script | Out-String
        $piped | Should -BeLike '*canvas*'
        # What PowerShell itself colours are the headings.
        $piped -replace '(?m)^\e\[32;1m.*?\e\[0m' -replace '(?m)^(\e\[32;1m.*|\e\[0m\s*)$' | Should -Not -Match "`e\[(32|31;1|33;1)m"
        Get-Content "$TestDrive/redirected.txt", "$TestDrive/out.txt" -Raw | ForEach-Object { $_ | Should -Match 'canvas'; $_ | Should -Not -Match "`e" }
    }

    It 'is not there with NO_COLOR' {
        Use-TestConfig 'providers: {canvas: {name: openai, model: m, api_key: test-key-1}}'
        $env:NO_COLOR = '1'
        try {
            $piped = Invoke-FreshPwsh "Import-Module '$Manifest'; `$PSStyle.OutputRendering; Get-MissyProvider | Out-String -Stream | ForEach-Object { `$_ -match [char] 27 }"
        } finally { Remove-Item Env:NO_COLOR }
        $piped[0] | Should -Be 'PlainText'
        $piped | Should -Not -Contain 'True'
    }
}
