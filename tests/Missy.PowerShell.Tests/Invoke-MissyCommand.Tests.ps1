BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    $sim = Start-MissySimulator -Fault 'model=bad;fault=401'
    Use-TestConfig @"
default_provider: red
providers:
  red: {name: openai, base_url: "$($sim.BaseUrl)v1", model: r-1}
  blue: {name: anthropic, base_url: "$($sim.BaseUrl)", model: b-1}
  off: {name: ollama, model: o-1, enabled: false}
"@
}

AfterAll { Reset-Missy }

Describe 'Invoke-MissyCommand' {
    BeforeEach { $sim.ClearRequests() }

    AfterEach { Get-MissySession * | Remove-MissySession }

    It 'switches for one sender alone, and asks nobody for that' {
        $result = Invoke-MissyCommand '/models blue' -Sender telegram_1
        $result.PSTypeNames[0] | Should -Be 'Missy.CommandResult'
        $result.Sender | Should -Be 'telegram_1'
        $result.Handled | Should -BeTrue
        $result.Reply | Should -BeExactly "Provider switched to ``blue`` for this sender session. Current model is ``b-1``.`nUse ``/model <model-id>`` to set a provider-compatible model."
        "$($result.Route)" | Should -Be 'blue/b-1'
        $result.Response | Should -BeNullOrEmpty
        (Invoke-MissyCommand /model -Sender telegram_2).Reply | Should -Match '^Current provider: `red`\n'
        $sim.Requests | Should -HaveCount 0
    }

    It 'shows providers and models' {
        (Invoke-MissyCommand /MODELS -Sender a).Reply | Should -BeExactly (@(
            'Current provider: `red`'
            'Current model: `r-1`'
            ''
            'Switch provider with `/models <provider>`.'
            'Switch model with `/model <model-id>`.'
            ''
            'Available providers:'
            '- red'
            '- blue'
        ) -join "`n")
        $listed = Get-MissyModel -Provider red -Refresh | Where-Object Source -EQ live | Select-Object -First 10
        (Invoke-MissyCommand /model -Sender a).Reply | Should -BeExactly (@(
            'Current provider: `red`'
            'Current model: `r-1`'
            ''
            'Switch model with `/model <model-id>`.'
            ''
            "Cached model IDs (top $(@($listed).Count)):"
            $listed | ForEach-Object { "- ``$($_.Id)``" }
        ) -join "`n")
    }

    It 'lets a model answer anything else, in the sender''s own session' {
        $first = Invoke-MissyCommand 'My name is Ada.' -Sender telegram_1
        $first.Handled | Should -BeTrue
        $first.Response.PSTypeNames[0] | Should -Be 'Missy.Response'
        $first.Reply | Should -BeExactly $first.Response.Content
        $null = Invoke-MissyCommand '/weather today' -Sender telegram_2
        $null = Invoke-MissyCommand '/weather today' -Sender telegram_1
        (Get-LastBody $sim).messages.content | Should -Be 'My name is Ada.', $first.Reply, '/weather today'
        (Get-MissySession telegram_1).Turns | Should -Be 2
    }

    It 'takes lines down the pipeline' {
        $results = @(
            [pscustomobject]@{ Message = '/models blue'; Sender = 'a' }
            [pscustomobject]@{ Message = 'Hello'; Sender = 'a' }
            [pscustomobject]@{ Message = 'Hello'; Sender = 'b' }
        ) | Invoke-MissyCommand
        $results.Sender | Should -Be 'a', 'a', 'b'
        $results.Route.Provider | Should -Be 'blue', 'blue', 'red'
        ('/new', '/help' | Invoke-MissyCommand -Sender a).Handled | Should -Be $true, $true
    }

    It 'leaves to other bots what is theirs' {
        $result = Invoke-MissyCommand '/models@other blue' -Sender a -BotName missy
        $result.Handled | Should -BeFalse
        $result.Reply, $result.Route, $result.Response | Should -Be $null, $null, $null
        Get-MissySession | Should -BeNullOrEmpty
        (Invoke-MissyCommand '/models@Missy blue' -Sender a -BotName '@missy').Route.Provider | Should -Be 'blue'
    }

    It 'takes only what mentions the bot where that is wanted' {
        (Invoke-MissyCommand 'Hello' -Sender a -BotName missy -MentionOnly).Handled | Should -BeFalse
        (Invoke-MissyCommand '/model' -Sender a -BotName missy -MentionOnly).Handled | Should -BeFalse
        $null = Invoke-MissyCommand 'Hello @missy' -Sender a -BotName missy -MentionOnly
        (Get-LastBody $sim).messages.content | Should -Be 'Hello'
        { Invoke-MissyCommand 'Hello' -Sender a -MentionOnly -ErrorAction Stop } | Should -Throw '*needs a name*'
    }

    It 'lets only those switch who may' {
        (Invoke-MissyCommand '/model x' -Sender a -AllowedSender b, c).Reply | Should -BeExactly 'You may not switch models.'
        (Invoke-MissyCommand '/model x' -Sender a -AllowedSender @()).Reply | Should -BeExactly 'You may not switch models.'
        (Invoke-MissyCommand '/model x' -Sender a -AllowedSender $null).Reply | Should -BeExactly 'You may not switch models.'
        (Invoke-MissyCommand '/model x' -Sender a -AllowedSender A).Reply | Should -BeExactly 'Model switched to `x` for provider `red` in this sender session.'
    }

    It 'replies what is wrong with a command, and changes nothing' {
        $null = Invoke-MissyCommand '/models blue' -Sender a
        (Invoke-MissyCommand '/models off' -Sender a).Reply | Should -Match '^Failed to initialize provider `off`\. Route unchanged\.\nDetails: .*disabled'
        (Invoke-MissyCommand '/models greem' -Sender a).Reply | Should -BeExactly 'Unknown provider `greem`. Use `/models` to list valid providers.'
        (Invoke-MissyCommand '/model ``' -Sender a).Reply | Should -BeExactly 'Model ID cannot be empty. Use `/model <model-id>`.'
        (Get-MissySession a).Provider | Should -Be 'blue'
    }

    It 'tells of a question that failed, and goes on' {
        $results = '/model bad', 'One.', '/model good', 'Two.' | Invoke-MissyCommand -Sender a -ErrorVariable failed -ErrorAction SilentlyContinue
        $results.Handled | Should -Be $true, $true, $true
        $failed | Should -HaveCount 1
        $failed[0].FullyQualifiedErrorId | Should -Be 'Authentication,Missy.Commands.InvokeMissyCommandCommand'
        $failed[0].TargetObject | Should -Be 'a'
        (Get-MissySession a).Messages[0].Text | Should -Be 'Two.'
    }

    It 'does nothing with -WhatIf' {
        Invoke-MissyCommand '/models blue' -Sender a -WhatIf | Should -BeNullOrEmpty
        Get-MissySession | Should -BeNullOrEmpty
    }
}
