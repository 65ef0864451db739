BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1

    # Starts a script in a PowerShell of its own that stays under way.
    function Start-Script([string] $Script) {
        $shell = [powershell]::Create()
        $null = $shell.AddScript("Import-Module '$Manifest'; $Script")
        @{ Shell = $shell; Running = $shell.BeginInvoke() }
    }

    # Sees that the simulator's clients have gone without an answer, so many of them.
    function Assert-Cancelled([int] $AtLeast) {
        $waiting = @($sim.Requests | Where-Object Fault -EQ 'no-answer')
        $waiting.Count | Should -BeGreaterOrEqual $AtLeast
        $waiting | ForEach-Object { $sim.WaitForAbortAsync($_.Number).Wait(5000) | Should -BeTrue }
    }

    # What the simulator was asked, in the order of the calls.
    function Get-AskedText {
        $sim.Requests | ForEach-Object { ($_.Body | ConvertFrom-Json).messages[-1].content }
    }
}

AfterAll { Reset-Missy }

Describe 'Many calls' {
    BeforeEach { $sim = Start-MissySimulator }

    AfterEach {
        $sim.Stop()
        $env:MISSY_CONFIG = $BareConfig
    }

    Context 'what is one call' {
        It 'is each item with the prompt, with <Name>' -ForEach @(
            @{ Name = '-Each'; With = @{ Each = $true } }
            @{ Name = '-ThrottleLimit'; With = @{ ThrottleLimit = 1 } }
            @{ Name = '-ThrottleLimit 3'; With = @{ ThrottleLimit = 3 } }
            @{ Name = '-Unordered'; With = @{ Unordered = $true } }
        ) {
            $responses = 'a', 'b' | ask 'Count' -Provider simulator @With
            $responses.InputObject | Sort-Object | Should -Be 'a', 'b'
            Get-AskedText | Sort-Object | Should -Be "a`n`nCount", "b`n`nCount"
        }

        It 'is each element of -InputObject' {
            $responses = ask 'Count' -InputObject 'a', 'b', 'c' -ThrottleLimit 2 -Provider simulator
            $responses.InputObject | Should -Be 'a', 'b', 'c'
            (ask -InputObject 1, 2 -Each -Provider simulator).InputObject | Should -Be 1, 2
        }

        It 'is an array that comes as one item of the pipeline' {
            $null = , @(1, 2) | ask 'Add' -Each -Provider simulator
            Get-AskedText | Should -Be "[1,2]`n`nAdd"
        }

        It 'is each prompt of the pipeline' {
            $responses = 'one', 'two', 'three' | ask -ThrottleLimit 3 -Provider simulator
            $responses.InputObject | Should -Be 'one', 'two', 'three'
            $responses[1].Content | Should -BeLike '*"two"*'
        }

        It 'is the prompt alone when there is no pipeline' {
            ask 'hi' -ThrottleLimit 3 -Provider simulator | Should -HaveCount 1
            Get-AskedText | Should -Be 'hi'
        }

        It 'is none when nothing came down the pipeline' {
            @() | ask 'hi' -ThrottleLimit 3 -Provider simulator | Should -BeNullOrEmpty
            @() | ask 'hi' -Each -Provider simulator | Should -BeNullOrEmpty
            $sim.Requests.Count | Should -Be 0
        }

        It 'goes on with the conversation of each response' {
            $first = 'one', 'two' | ask -Provider simulator
            $null = $first | ask 'Shorter' -ThrottleLimit 2 -Provider simulator
            $last = $sim.Requests[2..3] | ForEach-Object { , ($_.Body | ConvertFrom-Json).messages.content }
            $last[0].Count | Should -Be 3
            $last | ForEach-Object { $_[0] } | Sort-Object | Should -Be 'one', 'two'
            $last | ForEach-Object { $_[2] } | Should -Be 'Shorter', 'Shorter'
        }
    }

    Context 'in use' {
        It 'summarises files' {
            $null = New-Item $TestDrive/notes -ItemType Directory -Force
            1..9 | ForEach-Object { Set-Content $TestDrive/notes/$_.md "note $_" }
            $responses = Get-ChildItem $TestDrive/notes/*.md | Invoke-MissyAsk 'Summarise' -ThrottleLimit 8 -Provider simulator
            $responses.InputObject.Name | Should -Be (1..9 | ForEach-Object { "$_.md" })
            $responses[4].Content | Should -BeLike '*5.md:*note 5*Summarise*'
        }

        It 'adds a column to a table' {
            'Id,Text', '7,good', '8,bad', '9,"so, so"' | Set-Content $TestDrive/rows.csv
            Import-Csv $TestDrive/rows.csv |
                ask 'Classify' -ThrottleLimit 8 -Provider simulator |
                Select-Object @{ n = 'Id'; e = { $_.InputObject.Id } }, Content |
                Export-Csv $TestDrive/out.csv
            $out = Import-Csv $TestDrive/out.csv
            $out.Id | Should -Be 7, 8, 9
            $out[2].Content | Should -BeLike '*so, so*Classify*'
        }

        It 'writes text, and a verbose line for each answer' {
            $text = 1..3 | ask 'Double' -ThrottleLimit 3 -AsText -Provider simulator -Verbose 4> $TestDrive/verbose.txt
            $text | ForEach-Object { $_ | Should -BeOfType string }
            Get-Content $TestDrive/verbose.txt | Should -HaveCount 3
        }
    }

    Context 'the order' {
        It 'is that of the items though later answers come first' {
            $sim.AddFault('call=1-3;latency=150')
            $responses = 1..12 | ask 'Double' -ThrottleLimit 6 -Provider simulator
            $responses.InputObject | Should -Be (1..12)
        }

        It 'is that of the answers with -Unordered' {
            $sim.AddFault('model=slow;latency=300')
            Use-TestConfig "providers:`n  it: {name: openai, base_url: '$($sim.BaseUrl)v1', api_key: test-key-1, model: slow, fast_model: quick}"
            # What is short is simple, which is a matter for the fast model.
            $slow = 'x' * 600
            $responses = $slow, 'what is 1', 'what is 2' | ask -Unordered
            $responses.InputObject | Should -HaveCount 3
            $responses[-1].InputObject | Should -Be $slow
        }
    }

    Context 'a failure' {
        It 'is one error of its item, in its place, and the rest go on' {
            Set-Content $TestDrive/good.txt 'fine'
            [System.IO.File]::WriteAllBytes("$TestDrive/bad.txt", [byte[]](1, 0, 255, 254))
            $items = 'first', (Get-Item $TestDrive/bad.txt), (Get-Item $TestDrive/good.txt)
            $all = $items | ask 'Read' -ThrottleLimit 3 -Provider simulator -ErrorAction Continue 2>&1
            $all | Should -HaveCount 3
            $all[1] | Should -BeOfType System.Management.Automation.ErrorRecord
            $all[1].FullyQualifiedErrorId | Should -Be 'InvalidRequest,Missy.Commands.InvokeMissyAskCommand'
            $all[1].TargetObject.Name | Should -Be 'bad.txt'
            $all[0, 2].InputObject | ForEach-Object { "$_" } | Should -Be 'first', "$(Get-Item $TestDrive/good.txt)"
        }

        It 'of the service has the item as target, whatever the throttle is' -ForEach 1, 4 {
            $sim.AddFault('call=3;400')
            $all = 1..8 | ask 'Double' -ThrottleLimit $_ -Provider simulator -ErrorAction Continue 2>&1
            $failed = $all | Where-Object { $_ -is [System.Management.Automation.ErrorRecord] }
            $failed | Should -HaveCount 1
            $all | Should -HaveCount 8
            $failed.TargetObject | Should -Be ($all.IndexOf($failed) + 1)
        }

        It 'cancels the rest with -ErrorAction Stop' {
            $sim.AddFault('call=1;400;latency=200')
            $sim.AddFault('no-answer')
            { 1..50 | ask 'Double' -ThrottleLimit 4 -Unordered -Provider simulator -ErrorAction Stop } | Should -Throw -ErrorId 'InvalidRequest,*'
            $sim.Requests.Count | Should -BeLessOrEqual 5
            Assert-Cancelled 0
        }
    }

    Context 'the throttle' {
        It 'is never exceeded' {
            $sim.AddFault('call=3-;no-answer')
            $script = Start-Script "1..50 | ask 'Double' -ThrottleLimit 4 -Provider simulator"
            $sim.WaitForRequestAsync(6).Wait(20000) | Should -BeTrue
            $sim.WaitForRequestAsync(7).Wait(200) | Should -BeFalse
            $script.Shell.Stop()
            $sim.Requests.Count | Should -Be 6
            $script.Shell.Dispose()
        }

        It 'is five with -Unordered alone, and one with -Each alone' -ForEach @(
            @{ Switch = '-Unordered'; Limit = 5 }
            @{ Switch = '-Each'; Limit = 1 }
        ) {
            $sim.AddFault('no-answer')
            $script = Start-Script "1..50 | ask 'Double' $Switch -Provider simulator"
            $sim.WaitForRequestAsync($Limit).Wait(20000) | Should -BeTrue
            $sim.WaitForRequestAsync($Limit + 1).Wait(200) | Should -BeFalse
            $script.Shell.Stop()
            $script.Shell.Dispose()
        }

        It 'holds back the reading of a thousand items, behind a slow answer too' {
            $sim.AddFault('call=20;latency=400')
            $state = @{ Read = 0; Written = 0; Ahead = 0 }
            1..1000 | ForEach-Object { $state.Read++; $_ } |
                ask 'Double' -ThrottleLimit 8 -Provider simulator |
                ForEach-Object {
                    $state.Ahead = [math]::Max($state.Ahead, $state.Read - $state.Written)
                    $state.Written++
                    $_.InputObject | Should -Be $state.Written
                }
            $state.Written | Should -Be 1000
            # Four for each call that may be under way, and the item in the command's hand.
            $state.Ahead | Should -BeGreaterThan 24
            $state.Ahead | Should -BeLessOrEqual 33
        }
    }

    Context 'the end' {
        BeforeEach { $sim.AddFault('call=3-;no-answer') }

        It 'cancels all that is under way when the pipeline takes no more' {
            $sim.AddFault('call=1-2;latency=200')
            $first = 1..50 | ask 'Double' -ThrottleLimit 4 -Unordered -Provider simulator |
                ForEach-Object { $null = $sim.WaitForRequestAsync(4).Wait(20000); $_ } |
                Select-Object -First 2
            $first | Should -HaveCount 2
            Assert-Cancelled 2
        }

        It 'cancels all that is under way when a command before it fails' {
            $sim.ClearFaults()
            $sim.AddFault('no-answer')
            {
                1..4 |
                    ForEach-Object { if ($_ -eq 4) { $null = $sim.WaitForRequestAsync(3).Wait(20000); throw 'enough' }; $_ } |
                    ask 'Double' -ThrottleLimit 4 -Provider simulator
            } | Should -Throw 'enough'
            Assert-Cancelled 3
        }

        It 'cancels all that is under way when it is stopped' {
            $script = Start-Script "1..50 | ask 'Double' -ThrottleLimit 4 -Provider simulator"
            $sim.WaitForRequestAsync(6).Wait(20000) | Should -BeTrue
            $script.Shell.Stop()
            $script.Shell.InvocationStateInfo.State | Should -Be 'Stopped'
            Assert-Cancelled 4
            $script.Shell.Dispose()
        }
    }

    Context 'what a pipeline cannot have side by side' {
        It 'is <Name>' -ForEach @(
            @{ Name = 'a stream'; With = @{ Stream = $true }; Says = '*-Stream*mixed*' }
            @{ Name = 'a shown answer'; With = @{ Show = $true }; Says = '*-Show*mixed*' }
            @{ Name = 'a session'; With = @{ Session = 's' }; Says = '*one conversation*' }
        ) {
            { 'a', 'b' | ask 'Count' -ThrottleLimit 2 -Provider simulator @With } | Should -Throw $Says
            $sim.Requests.Count | Should -Be 0
            'a', 'b' | ask 'Count' -Each -Provider simulator @With 6> $null | Should -Not -BeNullOrEmpty
        }

        It 'is a session that an item brings with it' {
            $items = @([pscustomobject]@{ Prompt = 'a'; Session = 's' }, [pscustomobject]@{ Prompt = 'b' })
            $all = $items | ask -ThrottleLimit 2 -Provider simulator -ErrorAction Continue 2>&1
            $all[0].TargetObject.Prompt | Should -Be 'a'
            $all[1].InputObject.Prompt | Should -Be 'b'
        }
    }

    Context 'consent' {
        It 'is asked for each item and sends nothing with -WhatIf' {
            $output = Invoke-FreshPwsh "Import-Module '$Manifest'; 1, 2, 3 | ask 'Double' -ThrottleLimit 2 -Provider simulator -WhatIf"
            $output | Should -HaveCount 3
            $output[2] | Should -BeLike '*simulator*'
        }
    }

    Context 'progress' {
        BeforeAll {
            function Get-Progress([string] $Script) {
                $shell = New-Shell
                $null = Invoke-In $shell $Script
                @($shell.Streams.Progress)
                $shell.Dispose()
            }
        }

        It 'counts and ends, with -ThrottleLimit <_>' -ForEach 1, 4 {
            $sim.AddFault('latency=20')
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            $progress = Get-Progress "1..40 | ask 'Double' -ThrottleLimit $_ -Provider simulator"
            $progress.Count | Should -BeGreaterThan 1
            $progress.Count | Should -BeLessOrEqual ($clock.ElapsedMilliseconds / 250 + 2)
            $progress[-1].RecordType | Should -Be 'Completed'
            $progress[0].StatusDescription | Should -Match '^\d+ done, \d+ under way$'
            $progress.StatusDescription | Select-Object -Unique | Should -HaveCount $progress.Count -Because 'each tells how far it was then'
            $progress[0].RecordType | Should -Be 'Processing'
        }

        It 'ends when <Name>, with -ThrottleLimit <Limit>' -ForEach @(
            foreach ($limit in 1, 2) {
                @{ Limit = $limit; Name = 'the pipeline takes no more'; Script = '1..20 | ask Double -ThrottleLimit {0} -Provider simulator | Select-Object -First 6' }
                @{ Limit = $limit; Name = 'an error stops it'; Script = 'try {{ 1..20 | ask Double -ThrottleLimit {0} -Provider simulator -TimeoutSec 1 -Model gone -ErrorAction Stop }} catch {{ }}' }
            }
        ) {
            $sim.AddFault('model=gone;call=3-;404')
            $progress = Get-Progress ($Script -f $Limit)
            $progress.Count | Should -BeGreaterThan 1
            $progress[0].RecordType | Should -Be 'Processing'
            $progress[-1].RecordType | Should -Be 'Completed'
            @($progress | Where-Object RecordType -EQ 'Completed') | Should -HaveCount 1
        }

        It 'is none for a single item' {
            Get-Progress "'a' | ask 'Double' -ThrottleLimit 4 -Provider simulator" | Should -BeNullOrEmpty
            Get-Progress "1..3 | ask 'Double' -Provider simulator" | Should -BeNullOrEmpty
        }
    }

    Context 'a key in a vault' {
        BeforeAll {
            $folder = Join-Path $TestDrive Modules/Microsoft.PowerShell.SecretManagement
            $null = New-Item $folder -ItemType Directory -Force
            Set-Content (Join-Path $folder Microsoft.PowerShell.SecretManagement.psm1) @'
function Get-Secret {
    [CmdletBinding()]
    param([string] $Name, [string] $Vault, [switch] $AsPlainText)
    $global:VaultThreads += @([System.Threading.Thread]::CurrentThread.ManagedThreadId)
    'test-key-vault'
}
Export-ModuleMember Get-Secret
'@
            Import-Module (Join-Path $folder Microsoft.PowerShell.SecretManagement.psm1)
        }

        BeforeEach {
            $global:VaultThreads = @()
            $secret = "secret://Team/n$([guid]::NewGuid().ToString('n'))"
            Use-TestConfig "providers:`n  it: {name: openai, model: m, local: false, base_url: '$($sim.BaseUrl)v1', api_key: '$secret'}"
        }

        AfterAll {
            Remove-Module Microsoft.PowerShell.SecretManagement
            Remove-Variable VaultThreads -Scope Global
        }

        It 'is read on the thread of the pipeline, for calls side by side' {
            1..20 | ask 'Double' -ThrottleLimit 8 -Provider it | Should -HaveCount 20
            $VaultThreads | Sort-Object -Unique | Should -Be ([System.Threading.Thread]::CurrentThread.ManagedThreadId)
        }

        It 'is not read for a call that is cancelled, while others take their time to go' {
            $sim.AddFault('no-answer')
            $provider = "{name: openai, model: m, local: false, base_url: '$($sim.BaseUrl)v1', api_keys: [test-key-1, '$secret'], key_rotation_strategy: round_robin}"
            Use-TestConfig "providers:`n  it: $provider"
            { 1..3 | ForEach-Object { if ($_ -eq 3) { throw 'enough' }; $_ } | ask 'Double' -ThrottleLimit 4 -Provider it } | Should -Throw 'enough'
            $VaultThreads | Should -BeNullOrEmpty
        }
    }
}

Describe 'Invoke-MissyAsk -Show' {
    BeforeEach { $sim = Start-MissySimulator -Answer "one $([char] 27)[31mtwo$([char] 27)[0m`nthree" }

    AfterEach { $sim.Stop() }

    It 'shows the text as it comes, and then returns the response as it is' {
        $all = ask hi -Provider simulator -Show 6>&1
        $shown, $response = $all.Where({ $_ -is [System.Management.Automation.InformationRecord] }, 'Split')
        $shown.Count | Should -BeGreaterThan 2
        -join $shown.MessageData.Message | Should -BeExactly "one two`nthree"
        $shown[-1].MessageData.NoNewLine | Should -BeFalse
        $response | Should -HaveCount 1
        $all[-1].Content | Should -BeExactly "one `e[31mtwo`e[0m`nthree"
        $sim.Requests[0].Stream | Should -BeTrue
    }

    It 'prints it on the host' {
        $output = Invoke-FreshPwsh "Import-Module '$Manifest'; `$null = Start-MissySimulator -Answer 'one two'; `$null = ask hi -Provider simulator -Show; 'after'"
        $output | Should -Be 'one two', 'after'
    }

    It 'returns a string with -AsText, and chunks with -Stream' {
        ask hi -Provider simulator -Show -AsText 6> $null | Should -BeOfType string
        (ask hi -Provider simulator -Show -Stream 6> $null)[-1].Kind | Should -Be 'done'
    }

    It 'ends the line before it tells that the answer was cut' {
        $sim.AddFault('cut-stream;deltas=2')
        $shown = $(try { ask hi -Provider simulator -Show } catch { $failure = $_ }) 6>&1
        $failure.FullyQualifiedErrorId | Should -Be 'Truncated,Missy.Commands.InvokeMissyAskCommand'
        $shown[-1].MessageData.NoNewLine | Should -BeFalse
    }
}
