BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    Use-TestConfig @'
providers:
  red: {name: openai, base_url: "http://127.0.0.1:9/v1", model: r-1, fast_model: r-fast}
  blue: {name: openai, base_url: "http://127.0.0.1:9/v1", model: b-1, premium_model: b-big}
routing: {words: {premium: [migrate]}}
'@
}

AfterAll { Reset-Missy }

Describe 'Get-MissyModelTier' {
    It 'tells the tier, the signals that decided, and the model at each provider' {
        $tier = Get-MissyModelTier 'Debug this.'
        $tier.PSObject.TypeNames[0] | Should -Be 'Missy.ModelTier'
        $tier.Tier | Should -Be 'premium'
        $tier.Strategy | Should -Be 'rules'
        $tier.Score | Should -Be 11
        ($tier.Signals | Where-Object Fired).Name | Should -Contain 'premium_words'
        $tier.Models | ForEach-Object { "$($_.Provider)/$($_.Model)" } | Should -Be 'red/r-1', 'blue/b-big'
    }

    It 'takes prompts from the pipeline and keeps what each came from' {
        $tiers = 'What is new?', 'Write a poem about the sea and the wind.', (Get-Item $PSCommandPath) | Get-MissyModelTier
        $tiers.Tier | Should -Be 'fast', 'primary', 'premium'
        $tiers[0].InputObject | Should -Be 'What is new?'
        $tiers[2].InputObject | Should -BeOfType System.IO.FileInfo
    }

    It 'comes to the same as missy tier, by <_>' -ForEach 'rules', 'score', 'off' {
        $strategy = $_
        $cli = Get-ChildItem (Join-Path $Root 'src/Missy.Cli/bin/*/*/missy.dll') | Sort-Object LastWriteTime | Select-Object -Last 1
        foreach ($prompt in 'What is new?', 'Write a poem about the sea.', 'Debug the 🦊 service.', ('x' * 501)) {
            $fromCli = dotnet $cli.FullName tier $prompt --strategy $strategy --json | ConvertFrom-Json
            $fromCmdlet = Get-MissyModelTier $prompt -Strategy $strategy
            $fromCmdlet.Tier, $fromCmdlet.Score | Should -Be $fromCli.tier, $fromCli.score
            $fromCmdlet.Signals | ForEach-Object { "$($_.Name) $($_.Fired)" } | Should -Be ($fromCli.signals | ForEach-Object { "$($_.name) $($_.fired)" })
            $fromCmdlet.Models | ForEach-Object { "$_" } | Should -Be ($fromCli.models | ForEach-Object { "$($_.provider)/$($_.model)" })
        }
    }

    It 'goes by tools, turns and tokens, too' {
        (Get-MissyModelTier 'Say hi.' -ToolCount 4).Tier | Should -Be 'premium'
        (Get-MissyModelTier 'Say hi.' -HistoryTurns 11).Tier | Should -Be 'premium'
        (Get-MissyModelTier 'Say hi.' -Strategy score -MaxTokens 20000).Tier | Should -Be 'premium'
    }

    It 'judges data by what would be sent of it' {
        $tier = @{ File = Get-Item $PSCommandPath } | Get-MissyModelTier -Strategy score
        $tier.Score | Should -BeLessThan 500
    }

    It 'judges by another strategy when asked to' {
        (Get-MissyModelTier 'Debug this.' -Strategy score).Tier | Should -Be 'fast'
        (Get-MissyModelTier 'Debug this.' -Strategy off).Tier | Should -Be 'primary'
        { Get-MissyModelTier x -Strategy guess } | Should -Throw '*rules?score?off*'
    }

    It 'knows the words of the configuration and their forms' {
        (Get-MissyModelTier 'We are migrating the host.').Tier | Should -Be 'premium'
    }

    It 'shows tier, score and what decided in 80 columns' {
        $shown = 'Debug this.' | Get-MissyModelTier | Out-String -Width 80
        $shown | Should -Match 'premium\s+11\s+rules\s+premium_words'
    }
}
