BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    $sim = Start-MissySimulator
}

AfterAll { Reset-Missy }

Describe 'Invoke-MissyAsk' {
    BeforeEach { $sim.ClearRequests() }

    It 'answers a prompt given as argument' {
        $response = Invoke-MissyAsk 'What time is it in Tokyo?' -Provider simulator
        $response.GetType().FullName | Should -Be 'Missy.Response'
        $response.Content | Should -BeLike '*simulated*What time is it in Tokyo?*'
        $response.Provider | Should -Be 'simulator'
        $response.FinishReason | Should -Be 'stop'
        $response.Usage.TotalTokens | Should -BeGreaterThan 0
        "$response" | Should -Be $response.Content
    }

    It 'is also called ask' {
        (Get-Alias ask).Definition | Should -Be 'Invoke-MissyAsk'
        ask hello -Provider simulator -AsText | Should -BeLike '*"hello"*'
    }

    It 'sends system prompt, limits and further options' {
        $null = ask hi -Provider simulator -Model m-1 -System 'Be brief.' -MaxTokens 50 -Temperature 0.5 -ProviderOption @{ seed = 7; stop = @('a', 'b') }
        $body = Get-LastBody $sim
        $body.model | Should -Be 'm-1'
        $body.messages[0].role | Should -BeIn 'system', 'developer'
        $body.messages[0].content | Should -Be 'Be brief.'
        $body.messages[1].content | Should -Be 'hi'
        $body.temperature | Should -Be 0.5
        $body.max_tokens ?? $body.max_completion_tokens | Should -Be 50
        $body.seed | Should -Be 7
        $body.stop | Should -Be 'a', 'b'
    }

    It 'sends the reasoning effort <_>' -ForEach 'Low', 'Medium', 'High', 'low' {
        $null = ask hi -Provider simulator -ReasoningEffort $_
        (Get-LastBody $sim).reasoning_effort | Should -BeExactly $_.ToLowerInvariant()
    }

    It 'refuses options that set what Missy sends itself' {
        { ask hi -Provider simulator -ProviderOption @{ model = 'x' } } | Should -Throw -ErrorId 'InvalidRequest,Missy.Commands.InvokeMissyAskCommand'
        $sim.Requests.Count | Should -Be 0
    }

    Context 'how many calls' {
        It 'makes one call an item when there is no prompt argument' {
            $responses = 'one', 'two', 'three' | ask -Provider simulator
            $responses.Count | Should -Be 3
            $responses.InputObject | Should -Be 'one', 'two', 'three'
            $responses[1].Content | Should -BeLike '*"two"*'
            $sim.Requests.Count | Should -Be 3
        }

        It 'makes one call with all items as context of a prompt argument' {
            $response = 'line 1', '', '  line 3', '' | ask 'Summarize' -Provider simulator
            $sim.Requests.Count | Should -Be 1
            (Get-LastBody $sim).messages[0].content | Should -BeExactly "line 1`n`n  line 3`n`nSummarize"
            $response.InputObject | Should -BeNullOrEmpty
        }

        It 'makes one call when nothing came down the pipeline to a prompt argument' {
            @() | ask 'Summarize' -Provider simulator | Should -HaveCount 1
            (Get-LastBody $sim).messages[0].content | Should -Be 'Summarize'
        }

        It 'makes no call when nothing came down the pipeline and there is no prompt' {
            @() | ask -Provider simulator | Should -BeNullOrEmpty
            $sim.Requests.Count | Should -Be 0
        }

        It 'takes a Prompt property as the prompt of one call' {
            $items = @([pscustomobject]@{ Prompt = 'first'; Id = 1 }, [pscustomobject]@{ Prompt = 'second'; Id = 2 })
            $responses = $items | ask -Provider simulator
            $responses.Count | Should -Be 2
            $responses[1].InputObject.Id | Should -Be 2
            (Get-LastBody $sim).messages[0].content | Should -Be 'second'
        }

        It 'binds nothing but the prompt by property name' {
            $null = [pscustomobject]@{ Prompt = 'x'; Model = 'other'; System = 'other'; Provider = 'other'; MaxTokens = 1 } | ask -Provider simulator
            $body = Get-LastBody $sim
            $body.model | Should -Be 'simulator'
            $body.messages.Count | Should -Be 1
            $sim.Requests[0].Body | Should -Not -BeLike '*max_*tokens*'
        }
    }

    Context 'what an item is' {
        It 'reads a file as its content under its name' {
            Set-Content $TestDrive/notes.txt "ä 1`nline 2" -Encoding utf8BOM
            $null = Get-Item $TestDrive/notes.txt | ask 'Summarize' -Provider simulator
            (Get-LastBody $sim).messages[0].content | Should -BeExactly "notes.txt:`nä 1`nline 2`n`nSummarize"
        }

        It 'takes lines that Get-Content read as text' {
            Set-Content $TestDrive/lines.txt 'a', 'b'
            $null = Get-Content $TestDrive/lines.txt | ask 'Count' -Provider simulator
            (Get-LastBody $sim).messages[0].content | Should -BeExactly "a`nb`n`nCount"
        }

        It 'says that a file is missing or no text' {
            [System.IO.File]::WriteAllBytes("$TestDrive/x.bin", [byte[]](1, 0, 255, 254))
            { Get-Item $TestDrive/x.bin | ask 'Summarize' -Provider simulator } | Should -Throw '*x.bin*not UTF-8*'
            { [System.IO.FileInfo]::new("$TestDrive/gone.txt") | ask 'Summarize' -Provider simulator } | Should -Throw '*gone.txt*cannot be read*'
            $sim.Requests.Count | Should -Be 0
        }

        It 'sends any other object as JSON' {
            $null = [pscustomobject]@{ A = 1; B = @{ C = @{ D = @{ E = 'deep' } } } } | ask 'Explain' -Provider simulator
            (Get-LastBody $sim).messages[0].content | Should -Be "{`"A`":1,`"B`":{`"C`":{`"D`":{`"E`":`"deep`"}}}}`n`nExplain"
            $null = 42 | ask -Provider simulator
            (Get-LastBody $sim).messages[0].content | Should -Be '42'
        }

        # What is bounded is the size: followed to its end, one file is gigabytes.
        It 'does not follow what is alive in data: <Name>' -ForEach @(
            @{ Name = 'properties picked'; Has = '*"PSProvider":{*"Name":"FileSystem"*'; Give = { $file | Select-Object Name, PSProvider } }
            @{ Name = 'all properties'; Has = '*"Directory":"*'; Give = { $file | Select-Object * } }
            @{ Name = 'a comparison'; Has = '{"InputObject":"*one.ps1","SideIndicator":*'; Give = { Compare-Object $file (Get-Item $TestDrive/two.ps1) } }
            @{ Name = 'a hashtable'; Has = '{"f":"*one.ps1"}*'; Give = { @{ f = $file } } }
            @{ Name = 'a hashtable in a list'; Has = '`[{"f":{*"ProcessName":*'; Give = { , @(@{ f = Get-Process -Id $PID }) } }
            @{ Name = 'a list'; Has = '`["*one.ps1","*two.ps1"`]*'; Give = { , (Get-Item $TestDrive/one.ps1, $TestDrive/two.ps1) } }
        ) {
            Set-Content $TestDrive/one.ps1, $TestDrive/two.ps1 'x'
            $file = Get-Item $TestDrive/one.ps1
            $response = & $Give | ask 'Which?' -Provider simulator -Each
            $sim.Requests[-1].Body.Length | Should -BeLessThan 16000
            (Get-LastBody $sim).messages[0].content | Should -BeLike $Has
            $response.InputText.Length | Should -BeLessThan 16000
        }

        It 'does not follow what is alive in -InputObject' {
            Set-Content $TestDrive/one.ps1, $TestDrive/two.ps1 'x'
            $null = ask 'Which?' -Provider simulator -InputObject (Get-Item $TestDrive/one.ps1, $TestDrive/two.ps1)
            (Get-LastBody $sim).messages[0].content | Should -BeLike '`["*one.ps1","*two.ps1"`]*'
            $sim.Requests[-1].Body.Length | Should -BeLessThan 1000
        }

        It 'ends where data holds itself' {
            $ring = @{}
            $ring.one = $ring.two = $ring
            $null = $ring | ask 'Explain' -Provider simulator
            $sim.Requests[-1].Body.Length | Should -BeLessThan 1000
        }

        It 'keeps names that differ in case, numbers as names, and values as they are' {
            $data = [System.Collections.Specialized.OrderedDictionary]::new([StringComparer]::Ordinal)
            $data['a'] = 1; $data['A'] = 1.5; $data[[object] 7] = $true; $data['n'] = $null; $data['l'] = @(); $data['t'] = [timespan] '01:02:03'
            $data['d'] = [datetime]::SpecifyKind('2026-01-02T03:04:05', 'Utc'); $data['v'] = [version] '1.2'
            $null = $data | ask 'Explain' -Provider simulator
            (Get-LastBody $sim).messages[0].content |
                Should -BeExactly "{`"a`":1,`"A`":1.5,`"7`":true,`"n`":null,`"l`":[],`"t`":`"01:02:03`",`"d`":`"2026-01-02T03:04:05Z`",`"v`":`"1.2`"}`n`nExplain"
        }

        It 'makes what there is no JSON of the error of its item, and the others go on' {
            class MissyTestNumbered { [hashtable] $Table = @{ 1 = 'a' } }
            $unread = [pscustomobject]@{} | Add-Member ScriptProperty A { throw 'not now' } -PassThru
            $null = [MissyTestNumbered]::new(), $unread, @{ 1 = 'a' }, 'c' |
                ask 'Explain' -Each -Provider simulator -ErrorVariable failed -ErrorAction SilentlyContinue
            $failed | ForEach-Object FullyQualifiedErrorId | Should -Be 'InvalidRequest,Missy.Commands.InvokeMissyAskCommand'
            $failed[0].TargetObject | Should -BeOfType ([MissyTestNumbered])
            $sim.Requests | ForEach-Object { ($_.Body | ConvertFrom-Json).messages[0].content } |
                Should -Be "{`"A`":null}`n`nExplain", "{`"1`":`"a`"}`n`nExplain", "c`n`nExplain"
        }

        It 'reads the lines that a program writes on its standard error as text' {
            $null = & { bash -c 'echo out; echo oops >&2; echo >&2; echo again >&2' 2>&1 } | Sort-Object { "$_" } | ask 'Explain' -Provider simulator
            $text = (Get-LastBody $sim).messages[0].content
            $text -split "`n" | Should -Contain 'oops'
            $text -split "`n" | Should -Contain 'again'
            $text.Length | Should -BeLessThan 40
        }

        It 'reads an error as its message, category, id and position' {
            $null = & { Write-Error 'It broke.' -ErrorId Broken -Category InvalidData -ErrorAction Continue 2>&1 } | ask 'Explain' -Provider simulator
            $lines = (Get-LastBody $sim).messages[0].content -split "`n"
            $lines[0] | Should -Be 'It broke.'
            $lines[1] | Should -BeLike 'Category: InvalidData:*'
            $lines[2] | Should -BeLike 'Id: Broken*'
            $lines[3] | Should -BeLike 'At *'
            $sim.Requests[-1].Body.Length | Should -BeLessThan 1500
        }

        It 'reads warnings, verbose, debug and information lines as text' {
            $null = & {
                Write-Warning 'w' -WarningAction Continue
                Write-Verbose 'v' -Verbose
                Write-Debug 'd' -Debug
                Write-Information 'i'
                Write-Host 'h'
            } *>&1 | ask 'Explain' -Provider simulator
            (Get-LastBody $sim).messages[0].content | Should -Be "w`nv`nd`ni`nh`n`nExplain"
        }

        It 'goes on from a response, with its provider and model' {
            $first = ask 'one' -Provider simulator -Model m-1 -System 'Be brief.'
            $second = $first | ask 'two'
            $body = Get-LastBody $sim
            $body.model | Should -Be 'm-1'
            $body.messages.content | Should -Be 'Be brief.', 'one', $first.Content, 'two'
            $null = $second | ask 'three'
            (Get-LastBody $sim).messages.Count | Should -Be 6
        }

        It 'does not go on from two responses at once, nor without a prompt' {
            $first = ask 'one' -Provider simulator
            { $first, $first | ask 'two' } | Should -Throw '*several responses*'
            $first | ask -ErrorAction SilentlyContinue -ErrorVariable failed | Should -BeNullOrEmpty
            $failed[0].FullyQualifiedErrorId | Should -Be 'InvalidRequest,Missy.Commands.InvokeMissyAskCommand'
        }
    }

    Context 'streaming' {
        It 'writes chunks, the last of which carries the response' {
            $chunks = ask 'hi there' -Provider simulator -Stream
            $chunks[0].GetType().FullName | Should -Be 'Missy.Chunk'
            $chunks[-1].Kind | Should -Be 'done'
            $chunks[-1].Response.Content | Should -Be (-join ($chunks | Where-Object Kind -EQ 'text').Text)
            $chunks[-1].Response.TimeToFirstToken | Should -Not -BeNullOrEmpty
            (Get-LastBody $sim).stream | Should -BeTrue
        }

        It 'writes pieces of text with -AsText' {
            $pieces = ask 'hi there' -Provider simulator -Stream -AsText
            $pieces.Count | Should -BeGreaterThan 3
            $pieces | ForEach-Object { $_ | Should -BeOfType string }
            -join $pieces | Should -Be (ask 'hi there' -Provider simulator -AsText)
        }

        It 'writes chunks before the answer is over' {
            $slow = Start-MissySimulator -Fault 'stall;after=4;ms=300'
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            $times = ask 'hi there' -Provider simulator -Stream | ForEach-Object { $clock.ElapsedMilliseconds }
            $times[-1] - $times[0] | Should -BeGreaterThan 200
            $slow.Stop()
        }
    }

    Context '-WhatIf' {
        It 'shows the route and sends nothing' {
            $output = Invoke-FreshPwsh "Import-Module '$Manifest'; ask hi -Provider simulator -Model m-1 -WhatIf; `$WhatIfPreference = `$true; 1, 2 | ask -Provider simulator"
            $output.Count | Should -Be 3
            $output[0] | Should -BeLike '*simulator/m-1*the call names it*'
            ask hi -Provider simulator -WhatIf | Should -BeNullOrEmpty
            $sim.Requests.Count | Should -Be 0
        }
    }

    Context 'what is told beside the answer' {
        It 'says route, tokens, cost and time in one verbose line' {
            $lines = ask hi -Provider simulator -Model m-1 -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
            $lines | Should -HaveCount 1
            "$lines" | Should -Match '^simulator/m-1: \d+ \+ \d+ = \d+ tokens, cost unknown, \d+\.\d{3} s$'
        }

        It 'warns when the answer was cut at its token limit' {
            $null = ask 'Tell a long story please' -Provider simulator -MaxTokens 2 -WarningVariable warnings -WarningAction SilentlyContinue
            $warnings | Should -HaveCount 1
            $warnings[0] | Should -BeLike '*-MaxTokens*'
        }
    }
}
