BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    $sim = Start-MissySimulator
    Use-TestConfig @"
default_provider: red
providers:
  red: {name: openai, base_url: "$($sim.BaseUrl)v1", model: r-1, fast_model: r-fast, premium_model: r-big}
  blue: {name: openai, base_url: "$($sim.BaseUrl)v1", model: b-1}
models:
  - {provider: blue, model: b-wise, purpose: oracle}
aliases: {quick: blue/b-quick}
routing: {fallback: [blue/b-2]}
"@
}

AfterAll { Reset-Missy }

Describe 'Resolve-MissyRoute' {
    AfterAll {
        # Nothing of it goes over the network.
        $sim.Requests.Count | Should -Be 0
    }

    It 'tells who would answer, every step with its reason, and who stands by' {
        $route = Resolve-MissyRoute 'Refactor this module.'
        $route.PSObject.TypeNames[0] | Should -Be 'Missy.Route'
        "$route" | Should -Be 'red/r-big'
        $route.Tier | Should -Be 'premium'
        $route.Steps.Step | Should -Be 'provider', 'tier', 'model'
        $route.Steps[1].Because | Should -BeLike '*refactor*'
        "$($route.Fallback)" | Should -Be 'blue/b-2'
    }

    It 'tells what a call that says nothing of itself would do' {
        "$(Resolve-MissyRoute)" | Should -Be 'red/r-1'
    }

    It 'decides each prompt of the pipeline' {
        'What time is it?', 'Debug this.' | Resolve-MissyRoute | ForEach-Object Tier | Should -Be 'fast', 'premium'
        Get-Item $PSCommandPath | Resolve-MissyRoute 'What is it?' | ForEach-Object Tier | Should -Be 'premium'
    }

    It 'goes by what Invoke-MissyAsk goes by: <Call>' -ForEach @(
        @{ Call = '-Provider blue'; Route = 'blue/b-1' }
        @{ Call = '-Model x'; Route = 'red/x' }
        @{ Call = '-Model blue/x'; Route = 'blue/x' }
        @{ Call = '-Model quick'; Route = 'blue/b-quick' }
        @{ Call = '-Purpose oracle'; Route = 'blue/b-wise' }
        @{ Call = '-Tier fast'; Route = 'red/r-fast' }
        @{ Call = '-Tier complex'; Route = 'red/r-big' }
        @{ Call = '-Provider red -Fallback blue, none/x'; Failure = '*none/x*' }
        @{ Call = '-Provider nobody'; Failure = '*no provider*' }
        @{ Call = '-Purpose orcale'; Failure = "*Did you mean 'oracle'*" }
        @{ Call = '-Purpose oracle -Provider red'; Failure = '*exclude each other*' }
    ) {
        if ($Failure) {
            { Invoke-Expression "Resolve-MissyRoute hi $Call" } | Should -Throw $Failure
            { Invoke-Expression "ask hi $Call -WhatIf" } | Should -Throw $Failure
        }
        else {
            "$(Invoke-Expression "Resolve-MissyRoute hi $Call")" | Should -Be $Route
        }
    }

    It 'shows all of a route, and as a table at a glance' {
        (Resolve-MissyRoute hi | Out-String -Width 80) | Should -Match 'provider = red \(it is default_provider'
        (Resolve-MissyRoute hi | Format-Table | Out-String -Width 80) | Should -Match 'red\s+r-1\s+primary'
    }
}
