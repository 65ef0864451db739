BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1

    # The least of a few: on a busy machine any single one may be late for reasons of its own.
    function Measure-Least([scriptblock] $Once) {
        1..5 | ForEach-Object { & $Once } | Measure-Object -Minimum | Select-Object -ExpandProperty Minimum
    }

    # Milliseconds from Stop to the simulator's seeing its client go.
    function Measure-Stop([string] $Fault, [string] $Script) {
        $stalled = Start-MissySimulator -Fault $Fault
        $shell = [powershell]::Create()
        $null = $shell.AddScript("Import-Module '$Manifest'; $Script")
        $running = $shell.BeginInvoke()
        $stalled.WaitForRequestAsync(1).Wait(20000) | Should -BeTrue
        Start-Sleep -Milliseconds 50
        $running.IsCompleted | Should -BeFalse
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $shell.Stop()
        $stalled.WaitForAbortAsync(1).Wait(5000) | Should -BeTrue
        $clock.ElapsedMilliseconds
        $shell.InvocationStateInfo.State | Should -Be 'Stopped'
        $shell.Dispose()
        $stalled.Stop()
    }
}

AfterAll { Reset-Missy }

Describe 'Stop' {
    It 'ends the request within 100 ms while <Name>' -ForEach @(
        @{ Name = 'no answer has begun'; Fault = 'no-answer'; Script = 'ask hi -Provider simulator' }
        @{ Name = 'an answer is read'; Fault = 'stall'; Script = 'ask hi -Provider simulator' }
        @{ Name = 'a stream stands still'; Fault = 'stall;after=3'; Script = 'ask hi -Provider simulator -Stream' }
        @{ Name = 'piped prompts are asked'; Fault = 'no-answer'; Script = '1..9 | ask -Provider simulator' }
        @{ Name = 'a provider is tested'; Fault = 'no-answer'; Script = 'Test-MissyProvider simulator' }
    ) {
        Measure-Least { Measure-Stop $Fault $Script } | Should -BeLessThan 100
    }
}

Describe 'A pipeline that takes no more' {
    BeforeAll {
        # Milliseconds from the end of a pipeline to the simulator's seeing its client go.
        function Measure-End([scriptblock] $Pipeline) {
            $stalled = Start-MissySimulator -Fault 'stall;after=5'
            $clock = [System.Diagnostics.Stopwatch]::new()
            & $Pipeline $clock
            $stalled.WaitForAbortAsync(1).Wait(5000) | Should -BeTrue
            $clock.ElapsedMilliseconds
            $stalled.Stop()
        }
    }

    It 'ends the request within 100 ms with Select-Object -First 1' {
        Measure-Least {
            Measure-End {
                param($clock)
                $first = ask hi -Provider simulator -Stream | ForEach-Object { $clock.Start(); $_ } | Select-Object -First 1
                $first | Should -HaveCount 1
            }
        } | Should -BeLessThan 100
    }

    It 'ends the request within 100 ms when a command throws' {
        Measure-Least {
            Measure-End {
                param($clock)
                { ask hi -Provider simulator -Stream | ForEach-Object { $clock.Start(); throw 'enough' } } | Should -Throw 'enough'
            }
        } | Should -BeLessThan 100
    }

    It 'ends the request within 100 ms when a loop is left' {
        Measure-Least {
            Measure-End {
                param($clock)
                foreach ($once in 1) {
                    ask hi -Provider simulator -Stream | ForEach-Object { $clock.Start(); break }
                }
            }
        } | Should -BeLessThan 100
    }

    It 'leaves the module fit for the next question' {
        $sim = Start-MissySimulator
        ask again -Provider simulator -AsText | Should -BeLike '*again*'
        $sim.Stop()
    }
}
