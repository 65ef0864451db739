BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    $home0 = $env:HOME
    $profile0 = $env:USERPROFILE
    $env:HOME = $env:USERPROFILE = Join-Path $TestDrive home
    $folder = Join-Path $env:HOME .missy state usage
    $null = New-Item $folder -ItemType Directory
    $style = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = 'PlainText'

    function Add-Call([string] $Time, [string] $Provider, [string] $Model, $Cost, [string] $Session, [string] $Tag) {
        $call = [ordered]@{ time = $Time; provider = $Provider; model = $Model; promptTokens = 100; completionTokens = 20; cachedTokens = 40; reasoningTokens = 5 }
        if ($null -ne $Cost) { $call.cost = $Cost }
        if ($Session) { $call.session = $Session }
        if ($Tag) { $call.tag = $Tag }
        Add-Content (Join-Path $folder "$($Time.Substring(0, 10)).jsonl") ($call | ConvertTo-Json -Compress)
    }

    function Complete([string] $Line) {
        ([System.Management.Automation.CommandCompletion]::CompleteInput($Line, $Line.Length, $null).CompletionMatches).CompletionText
    }

    $today = [datetime]::UtcNow.ToString('yyyy-MM-dd')
}

AfterAll {
    $env:HOME = $home0
    $env:USERPROFILE = $profile0
    $PSStyle.OutputRendering = $style
    Reset-Missy
}

Describe 'Get-MissyUsage' {
    BeforeAll {
        Add-Call 2026-01-01T10:00:00Z b large 1.5 work t1
        Add-Call 2026-01-01T23:59:59Z a small 0.25 work
        Add-Call 2026-01-02T00:00:00Z a small $null '' t1
        Add-Call "${today}T00:00:00Z" a large 1 play t2
    }

    It 'adds up by provider and model unless told otherwise' {
        $usage = Get-MissyUsage
        $usage[0].GetType().FullName | Should -Be 'Missy.UsageSummary'
        $usage | ForEach-Object { "$($_.Provider) $($_.Model) $($_.Calls)" } | Should -Be 'a large 1', 'a small 2', 'b large 1'
        $usage[1].PromptTokens, $usage[1].CompletionTokens, $usage[1].TotalTokens, $usage[1].CachedTokens, $usage[1].ReasoningTokens | Should -Be 200, 40, 240, 80, 10
        $usage[1].Cost | Should -Be 0.25
        $usage[1].UnknownPriceCalls | Should -Be 1
    }

    It 'adds up by <By>' -ForEach @(
        @{ By = 'Session'; Groups = '', 'play', 'work' }
        @{ By = 'Day'; Groups = '2026-01-01', '2026-01-02', ([datetime]::UtcNow.ToString('yyyy-MM-dd')) }
        @{ By = 'tag', 'provider'; Groups = 'a', 'a t1', 'b t1', 'a t2' }
        @{ By = @(); Groups = '' }
    ) {
        Get-MissyUsage -By $By | ForEach-Object ToString | Should -Be $Groups
    }

    It 'has no cost where no price is known, not zero' {
        (Get-MissyUsage -By Day)[1].Cost | Should -Be $null
        (Get-MissyUsage -By Day)[1].UnknownPriceCalls | Should -Be 1
    }

    It 'takes times and names' {
        (Get-MissyUsage -Since 2026-01-02 -By Tag).Tag | Should -Be 't1', 't2'
        (Get-MissyUsage -Until 2026-01-01 -By Provider).Provider | Should -Be 'a', 'b'
        (Get-MissyUsage -Since (Get-Date).AddDays(-2) -By Session).Session | Should -Be 'play'
        (Get-MissyUsage -Provider a -Model s* -By @()).Calls | Should -Be 2
        (Get-MissyUsage -Session work, play -By @()).Calls | Should -Be 3
        (Get-MissyUsage -Tag t? -By @()).Calls | Should -Be 3
        Get-MissyUsage -Provider nobody | Should -BeNullOrEmpty
    }

    It 'is shown as a table' {
        $lines = (Get-MissyUsage | Out-String -Width 200).Trim() -split '\r?\n'
        $lines[0] -split ' +' | Should -Be 'Group', 'Calls', 'Prompt', 'Cached', 'Completion', 'USD', 'Unpriced'
        $lines[3] | Should -Match '^a small +2 +200 +80 +40 +0[.,]25 +1$'
    }

    It 'works with a configuration that cannot be read' {
        Use-TestConfig "providers: {`n"
        (Get-MissyUsage -By @()).Calls | Should -Be 4
    }

    It 'completes what there has been in the last month' {
        Complete 'Get-MissyUsage -Tag ' | Should -Be 't2'
        Complete 'ask hi -Tag ' | Should -Be 't2'
        Complete 'Get-MissyUsage -Session p' | Should -Be 'play'
        Complete 'Get-MissyUsage -Model ' | Should -Be 'large'
        Complete 'Get-MissyUsage -By d' | Should -Be 'Day'
    }
}
