BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    $sim = Start-MissySimulator
    $config = @"
providers:
  red: {name: openai, base_url: "$($sim.BaseUrl)v1", model: r-1}
  blue: {name: openai, base_url: "$($sim.BaseUrl)v1", model: b-1}
  off: {name: openai, base_url: "$($sim.BaseUrl)v1", model: o-1, enabled: false}
"@
}

AfterAll { Reset-Missy }

Describe 'New-MissySession' {
    BeforeEach { Use-TestConfig $config }

    AfterEach {
        Get-MissySession | Remove-MissySession
        # Nothing of it goes over the network.
        $sim.Requests.Count | Should -Be 0
    }

    It 'makes a session that follows the default, with a name of its own' {
        $one, $two = (New-MissySession), (New-MissySession)
        $one.GetType().FullName | Should -Be 'Missy.Session'
        $one.Name, $two.Name | Should -Match '^session-\d+$'
        $one.Name | Should -Not -Be $two.Name
        $one.Provider, $one.Model, $one.System, $one.Next | Should -Be $null, $null, $null, $null
        $one.Turns, $one.Messages.Count, $one.Cost | Should -Be 0, 0, 0
        "$one" | Should -Be $one.Name
    }

    It 'takes a name, a route and instructions' {
        $session = New-MissySession telegram_123 -Model blue/b-9 -System 'Be brief.'
        $session.Name, $session.Provider, $session.Model, $session.System | Should -Be 'telegram_123', 'blue', 'b-9', 'Be brief.'
        (New-MissySession other -Provider BLUE).Provider | Should -Be 'blue'
    }

    It 'refuses a name that is taken' {
        $null = New-MissySession bot
        New-MissySession BOT -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -Be 'SessionExists,Missy.Commands.NewMissySessionCommand'
        $failed[0].CategoryInfo.Category | Should -Be 'ResourceExists'
        $failed[0].TargetObject | Should -Be 'BOT'
        "$($failed[0])" | Should -BeLike "*'bot'*Get-MissySession*Remove-MissySession*"
    }

    It 'refuses <Why>' -ForEach @(
        @{ Why = 'a blank name'; Arguments = @{ Name = ' ' }; Category = 'InvalidArgument'; Message = '*blank*' }
        @{ Why = 'an unknown provider'; Arguments = @{ Name = 'a'; Provider = 'bleu' }; Category = 'ObjectNotFound'; Message = "*Did you mean 'blue'?" }
        @{ Why = 'a disabled provider'; Arguments = @{ Name = 'a'; Model = 'off/m' }; Category = 'InvalidArgument'; Message = '*disabled*' }
        @{ Why = 'lead and worker with a route'; Arguments = @{ Name = 'a'; LeadWorker = $true; Provider = 'blue' }; Category = 'InvalidArgument'; Message = '*neither a provider nor a model*' }
        @{ Why = 'lead and worker that are not configured'; Arguments = @{ Name = 'a'; LeadWorker = $true }; Category = 'InvalidArgument'; Message = "*'lead' and 'worker'*" }
    ) {
        New-MissySession @Arguments -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed | Should -HaveCount 1
        $failed[0].CategoryInfo.Category | Should -Be $Category
        "$($failed[0])" | Should -BeLike $Message
        Get-MissySession | Should -BeNullOrEmpty
    }

    It 'lets lead and worker take turns' {
        Use-TestConfig @"
$config
models: [{provider: red, model: r-2, purpose: lead}, {provider: blue, model: b-2, purpose: worker}]
lead_worker: {lead_turns: 4}
"@
        $session = New-MissySession -LeadWorker
        $session.LeadWorker, $session.Next, $session.LeadTurnsLeft, $session.WorkerFailures | Should -Be $true, 'lead', 4, 0
    }

    It 'makes nothing with -WhatIf' {
        New-MissySession a -WhatIf | Should -BeNullOrEmpty
        Get-MissySession | Should -BeNullOrEmpty
    }

    It 'needs no configuration without a route' {
        $env:MISSY_CONFIG = '/nowhere/at/all.yaml'
        (New-MissySession a).Name | Should -Be 'a'
    }
}
