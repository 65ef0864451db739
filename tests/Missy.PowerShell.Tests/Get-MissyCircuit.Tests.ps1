BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    Use-TestConfig @"
providers:
  red: {name: openai, base_url: "http://127.0.0.1:1/$([guid]::NewGuid())", model: r-1}
  blue: {name: openai, base_url: "http://127.0.0.1:1/$([guid]::NewGuid())", model: b-1}
health: {failure_threshold: 3, recovery_cooldown_secs: 600}
"@
}

AfterAll { Reset-Missy }

Describe 'Get-MissyCircuit' {
    It 'lists each provider''s breaker, closed where nothing has failed' {
        $circuits = Get-MissyCircuit red, blue
        $circuits.Provider | Should -Be 'red', 'blue'
        $circuits | ForEach-Object {
            $_.PSTypeNames[0] | Should -Be 'Missy.Circuit'
            $_.State | Should -Be 'Closed'
            $_.Failures | Should -Be 0
            $_.OpenedAt ?? $_.RetryAt ?? $_.LastError | Should -BeNullOrEmpty
        }
    }

    It 'finds them by name, by pattern, and from the pipeline by value and by property name' {
        (Get-MissyCircuit BLUE).Provider | Should -Be 'blue'
        (Get-MissyCircuit -Provider blue, r*).Provider | Should -Be 'blue', 'red'
        ('red', 'blue' | Get-MissyCircuit).Provider | Should -Be 'red', 'blue'
        (Get-MissyProvider blue | Get-MissyCircuit).Provider | Should -Be 'blue'
        (Get-MissyCircuit red | Get-MissyCircuit).Provider | Should -Be 'red'
        Get-MissyCircuit x* | Should -BeNullOrEmpty
    }

    It 'goes on after an unknown provider' {
        (Get-MissyCircuit nobody, red -ErrorAction SilentlyContinue -ErrorVariable failed).Provider | Should -Be 'red'
        $failed.FullyQualifiedErrorId | Should -Be 'Configuration,Missy.Commands.GetMissyCircuitCommand'
        $failed.CategoryInfo.Category | Should -Be 'ObjectNotFound'
    }

    It 'tells since when, until when and why a provider is left alone' {
        Add-CircuitFailure red 2
        (Get-MissyCircuit red).State, (Get-MissyCircuit red).Failures | Should -Be 'Closed', 2
        $before = [DateTimeOffset]::UtcNow
        Add-CircuitFailure red 1 Timeout

        $circuit = Get-MissyCircuit red
        $circuit.State, $circuit.Failures, $circuit.LastError | Should -Be 'Open', 3, 'Timeout'
        $circuit.OpenedAt | Should -BeGreaterOrEqual $before.AddSeconds(-1)
        ($circuit.RetryAt - $circuit.OpenedAt).TotalSeconds | Should -Be 600
        ($circuit | Out-String -Width 200) | Should -BeLike '*red*Open*3*Timeout*'
        (Get-MissyCircuit blue).State | Should -Be 'Closed'
    }

    It 'is the same in every runspace, and after the configuration is read again' {
        Set-Content $env:MISSY_CONFIG ((Get-Content $env:MISSY_CONFIG -Raw) -replace '600', '900')
        Update-MissyConfig
        (Get-MissyCircuit red).State | Should -Be 'Open'
        $shell = New-Shell
        Invoke-In $shell '(Get-MissyCircuit red).RetryAt - (Get-MissyCircuit red).OpenedAt' | Should -Be ([timespan]::FromSeconds(900))
        $shell.Dispose()
    }
}
