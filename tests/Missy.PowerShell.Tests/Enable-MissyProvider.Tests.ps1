BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    $sim = Start-MissySimulator
}

AfterAll { Reset-Missy }

Describe 'Enable-MissyProvider' {
    BeforeEach {
        # A provider of another name in each test: what is said of one holds for the process.
        $name = "it-$(New-Guid)"
        $yaml = @"
providers:
  red: {name: openai, base_url: "$($sim.BaseUrl)v1", model: r-1}
  ${name}: {name: openai, base_url: "$($sim.BaseUrl)v1", model: o-1, enabled: false}
"@
        Use-TestConfig $yaml
    }

    It 'lets a provider be used that the configuration disables, and leaves the file as it is' {
        { ask hi -Provider $name } | Should -Throw '*disabled in the configuration*'
        $before = Get-FileHash $env:MISSY_CONFIG
        Enable-MissyProvider $name | Should -BeNullOrEmpty
        (ask hi -Provider $name).Provider | Should -Be $name
        $found = Get-MissyProvider $name
        $found.Enabled, $found.Available, $found.Reason | Should -Be $true, $true, $null
        (Get-FileHash $env:MISSY_CONFIG).Hash | Should -Be $before.Hash
    }

    It 'is carried over to another configuration, by name' {
        Enable-MissyProvider $name.ToUpperInvariant()
        Disable-MissyProvider red
        Use-TestConfig ($yaml -replace 'o-1', 'o-2')
        (ask hi).Model | Should -Be 'o-2'
        Enable-MissyProvider red
    }

    It 'writes the provider with -PassThru' {
        $found = $name | Enable-MissyProvider -PassThru
        $found.PSTypeNames[0] | Should -Be 'Missy.ProviderInfo'
        $found.Name, $found.Enabled | Should -Be $name, $true
        (Get-MissyProvider red | Enable-MissyProvider -PassThru).Enabled | Should -BeTrue
    }

    It 'changes nothing with -WhatIf' {
        Enable-MissyProvider $name -WhatIf
        (Get-MissyProvider $name).Enabled | Should -BeFalse
    }

    It 'is an error for a name that does not exist, and goes on' {
        $done = Enable-MissyProvider nobody, $name -PassThru -ErrorVariable failed -ErrorAction SilentlyContinue
        $done.Name | Should -Be $name
        $failed.FullyQualifiedErrorId | Should -Be 'Configuration,Missy.Commands.EnableMissyProviderCommand'
        $failed.CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failed.TargetObject | Should -Be 'nobody'
    }
}
