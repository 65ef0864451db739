BeforeAll { . $PSScriptRoot/Support/Missy.ps1 }

AfterAll { Reset-Missy }

Describe 'Start-MissySimulator' {
    AfterEach { Stop-MissySimulator }

    It 'writes an object with address, port and requests' {
        $sim = Start-MissySimulator
        $sim.BaseUrl | Should -Be "http://127.0.0.1:$($sim.Port)/"
        $sim.Requests.Count | Should -Be 0
        $null = Invoke-RestMethod "$($sim.BaseUrl)v1/models"
        $sim.Requests[0].Path | Should -Be '/v1/models'
        $sim.Stopped | Should -BeFalse
    }

    It 'answers what it is told to' {
        $null = Start-MissySimulator -Answer 'forty-two'
        ask hi -Provider simulator -AsText | Should -Be 'forty-two'
    }

    It 'is the one that provider simulator means, the last one first' {
        $one = Start-MissySimulator -Answer 'one'
        $two = Start-MissySimulator -Answer 'two'
        ask hi -Provider simulator -AsText | Should -Be 'two'
        $two.Stop()
        ask hi -Provider simulator -AsText | Should -Be 'one'
        $one.Stop()
        ask hi -Provider simulator -AsText | Should -BeLike '*simulated*'
    }

    It 'plays faults by model and call number' {
        $null = Start-MissySimulator -Fault 'model=bad*;503', 'call=2;429'
        { ask hi -Provider simulator -Model bad-1 } | Should -Throw -ErrorId 'Unavailable,*'
        { ask hi -Provider simulator } | Should -Throw -ErrorId 'RateLimited,*'
        (ask hi -Provider simulator).FinishReason | Should -Be 'stop'
    }

    It 'plays faults by key, by schedule and by time' {
        $sim = Start-MissySimulator -Fault 'key=test-key-1;flap=1:1;429;retry-after=1', 'key=test-key-2;seconds=0-3600;401'
        $status = {
            (Invoke-WebRequest "$($sim.BaseUrl)v1/models" -Headers @{ Authorization = "Bearer test-key-$args" } -SkipHttpErrorCheck).StatusCode
        }
        1, 2, 3, 1, 2, 1 | ForEach-Object { & $status $_ } | Should -Be 429, 401, 200, 200, 401, 429
    }

    It 'speaks https with a certificate that nobody trusts' {
        $sim = Start-MissySimulator -Fault 'tls=untrusted'
        $url = "https://127.0.0.1:$($sim.Port)/v1/models"
        { Invoke-RestMethod $url } | Should -Throw
        $sim.Requests.Count | Should -Be 0
        (Invoke-RestMethod $url -SkipCertificateCheck).data[0].id | Should -Be 'simulator-small'
    }

    It 'explains a fault that it does not know' {
        $failure = try { Start-MissySimulator -Fault 'cut-steam' } catch { $_ }
        $failure.FullyQualifiedErrorId | Should -Be 'UnknownFault,Missy.Commands.StartMissySimulatorCommand'
        "$failure" | Should -BeLike '*cut-stream*'
    }

    It 'says that a port is taken' {
        $sim = Start-MissySimulator
        { Start-MissySimulator -Port $sim.Port } | Should -Throw -ErrorId 'PortNotAvailable,Missy.Commands.StartMissySimulatorCommand'
    }

    It 'starts nothing with -WhatIf' {
        Start-MissySimulator -WhatIf | Should -BeNullOrEmpty
    }

    It 'speaks <Wire> to Missy' -ForEach @(
        @{ Wire = 'anthropic'; Prefix = '' }
        @{ Wire = 'openai'; Prefix = 'v1' }
        @{ Wire = 'openai-responses'; Prefix = 'v1' }
        @{ Wire = 'ollama'; Prefix = '' }
    ) {
        $sim = Start-MissySimulator
        Use-TestConfig "providers:`n  it: {name: $Wire, base_url: '$($sim.BaseUrl)$Prefix', model: m-1}"
        ask 'hello there' -Provider it -AsText | Should -BeLike '*hello there*'
        -join (ask 'hello there' -Provider it -Stream -AsText) | Should -BeLike '*hello there*'
        Remove-Item Env:MISSY_CONFIG
    }
}
