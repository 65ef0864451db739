BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    Use-TestConfig @"
providers:
  red: {name: openai, base_url: "http://127.0.0.1:1/$([guid]::NewGuid())", model: r-1}
  blue: {name: openai, base_url: "http://127.0.0.1:1/$([guid]::NewGuid())", model: b-1}
health: {failure_threshold: 1}
"@
}

AfterAll { Reset-Missy }

Describe 'Reset-MissyCircuit' {
    BeforeEach {
        'red', 'blue' | Reset-MissyCircuit
        Add-CircuitFailure red 1
        Add-CircuitFailure blue 1
    }

    It 'closes the breaker that is named, and says nothing' {
        (Get-MissyCircuit red, blue).State | Should -Be 'Open', 'Open'
        Reset-MissyCircuit RED | Should -BeNullOrEmpty
        (Get-MissyCircuit red, blue).State | Should -Be 'Closed', 'Open'
        (Get-MissyCircuit red).Failures | Should -Be 0
    }

    It 'writes the breaker with -PassThru' {
        $circuit = Reset-MissyCircuit blue -PassThru
        $circuit.PSTypeNames[0] | Should -Be 'Missy.Circuit'
        $circuit.Provider, $circuit.State | Should -Be 'blue', 'Closed'
    }

    It 'takes breakers, providers and names from the pipeline' {
        (Get-MissyCircuit red, blue | Reset-MissyCircuit -PassThru).Provider | Should -Be 'red', 'blue'
        (Get-MissyCircuit red, blue).State | Should -Be 'Closed', 'Closed'
        (Get-MissyProvider red | Reset-MissyCircuit -PassThru).Provider | Should -Be 'red'
        ('blue' | Reset-MissyCircuit -PassThru).Provider | Should -Be 'blue'
    }

    It 'changes nothing with -WhatIf' {
        Reset-MissyCircuit red -WhatIf -PassThru | Should -BeNullOrEmpty
        (Get-MissyCircuit red).State | Should -Be 'Open'
    }

    It 'goes on after an unknown provider' {
        Reset-MissyCircuit nobody, red -ErrorAction SilentlyContinue -ErrorVariable failed
        $failed.FullyQualifiedErrorId | Should -Be 'Configuration,Missy.Commands.ResetMissyCircuitCommand'
        (Get-MissyCircuit red).State | Should -Be 'Closed'
    }
}
