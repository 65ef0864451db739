BeforeDiscovery {
    $commands = 'Get-Process', 'Get-ChildItem', 'Get-Item', 'Get-Content', 'Get-Date', 'Get-Command', 'Get-Help', 'Get-Member', 'Get-Random',
        'Get-Location', 'Get-Variable', 'Get-FileHash', 'Get-TimeZone', 'Get-Culture', 'Get-Job', 'Invoke-RestMethod', 'Invoke-WebRequest',
        'Select-String', 'Select-Object', 'Sort-Object', 'Group-Object', 'Measure-Object', 'Test-Path', 'Test-Json', 'Resolve-Path',
        'ConvertTo-Json', 'ConvertFrom-Csv', 'New-Item', 'Remove-Item', 'Set-Content', 'Copy-Item', 'Stop-Process', 'Start-Sleep', 'Write-Output'
    $commands = $commands | ForEach-Object { @{ Name = $_ } }
}

BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    # What a tool does with an error is what its user has it do.
    $ErrorActionPreference = 'Continue'
    $sim = Start-MissySimulator

    # Asks a simulator that calls the tool with these arguments, and gives what came of the call.
    function Invoke-Tool($Tool, [string] $Arguments = '{}', [hashtable] $With = @{ Confirm = $false }) {
        $server = Start-OwnSimulator @{ ToolArguments = $Arguments }
        Use-TestConfig "providers: {it: {name: anthropic, base_url: '$($server.BaseUrl)', model: m, api_key: test-key-1}}"
        try {
            (ask 'Use it.' -Tool $Tool @With).ToolRuns[0]
        } finally {
            $server.Dispose()
            $env:MISSY_CONFIG = $BareConfig
        }
    }

    # A simulator with settings that the cmdlet has no parameters for.
    function Start-OwnSimulator([hashtable] $Settings) {
        $assembly = $sim.GetType().Assembly
        $options = [Activator]::CreateInstance($assembly.GetType('Missy.Simulation.SimulatorOptions'))
        $Settings.GetEnumerator() | ForEach-Object { $options.GetType().GetProperty($_.Key).SetValue($options, $_.Value) }
        $assembly.GetType('Missy.Simulation.SimulatorServer').GetMethod('Start').Invoke($null, @($options))
    }

    # A value that a schema allows.
    function Get-Sample($Schema, [string] $Name) {
        if ($Schema.enum) { return $Schema.enum[0] }
        switch ($Schema.type) {
            'array' { return , @(Get-Sample $Schema.items $Name) }
            'boolean' { return $true }
            'integer' { return $Schema.minimum ?? 1 }
            'number' { return $Schema.minimum ?? 1 }
            'object' { return @{ a = 'b' } }
        }

        switch ($Schema.format) {
            'date-time' { return '2026-01-02T03:04:05Z' }
            'duration' { return 'PT1M' }
            'uri' { return 'https://example.test/' }
        }

        $Schema.maxLength -eq 1 ? 'x' : $Name -eq 'Encoding' ? 'utf8' : $Name -eq 'Culture' ? 'en-US' : $Schema.description -match ' of: (\w+)' ? $Matches[1] : '1.0'
    }

    # A runspace with a user who answers every question in the same way.
    function New-AnsweringShell([int] $Choice) {
        if (-not ('MissyTests.AnsweringHost' -as [type])) {
            Add-Type -Path $PSScriptRoot/Support/AnsweringHost.cs
        }

        $answering = [MissyTests.AnsweringHost]::new($Choice)
        $runspace = [runspacefactory]::CreateRunspace($answering)
        $runspace.Open()
        $shell = [powershell]::Create($runspace)
        $null = $shell.AddScript("Import-Module '$Manifest'").Invoke()
        $shell, $answering
    }
}

AfterAll { Reset-Missy }

Describe 'Invoke-MissyAsk -Tool' {
    BeforeEach { $sim.ClearRequests() }

    It 'runs the tool that the model calls and answers from its result' {
        $response = ask 'What day is it?' -Provider simulator -Tool Get-Date
        $response.FinishReason | Should -Be 'stop'
        $response.ToolCalls[0].Name | Should -Be 'Get-Date'
        $response.ToolRuns[0].GetType().FullName | Should -Be 'Missy.ToolRun'
        $response.ToolRuns[0].IsError | Should -BeFalse
        $response.Content | Should -BeLike "*$($response.ToolRuns[0].Result)*"
        $sim.Requests.Count | Should -Be 2
    }

    It 'streams, tool calls in between' {
        $chunks = ask 'What day is it?' -Provider simulator -Tool Get-Date -Stream
        ($chunks.Kind | Select-Object -Unique) -join ' ' | Should -Be 'tool_call text done'
        $chunks[-1].Response.ToolRuns | Should -HaveCount 1
    }

    It 'takes tools, names, commands and script blocks together' {
        $null = ask hi -Provider simulator -Tool (New-MissyTool Get-Item -Name look), Get-Date, (Get-Command Get-Process), { 'x' } -MaxToolRounds 0
        (Get-LastBody $sim).tools.function.name | Should -Be 'look', 'Get-Date', 'Get-Process', 'script_4'
        { ask hi -Provider simulator -Tool Get-Date, Get-Date } | Should -Throw "*Two tools are called 'Get-Date'*"
    }

    It 'sends nothing with -WhatIf and runs nothing with -MaxToolRounds 0' {
        $ran = @{ Count = 0 }
        $tool = New-MissyTool -Name count -ReadOnly -ScriptBlock { $ran.Count++ }
        ask hi -Provider simulator -Tool $tool -WhatIf | Should -BeNullOrEmpty
        $sim.Requests.Count | Should -Be 0
        $response = ask hi -Provider simulator -Tool $tool -MaxToolRounds 0
        $response.FinishReason, $response.ToolCalls.Count, $response.ToolRuns.Count, $ran.Count | Should -Be 'tool_calls', 1, 0, 0
    }

    It 'warns when the rounds are used up' {
        $server = Start-OwnSimulator @{ ToolRounds = 9 }
        Use-TestConfig "providers: {it: {name: ollama, base_url: '$($server.BaseUrl)', model: m}}"
        $response = ask hi -Tool Get-Date -MaxToolRounds 2 -WarningVariable warnings -WarningAction SilentlyContinue
        $server.Dispose()
        $env:MISSY_CONFIG = $BareConfig
        $response.ToolRuns.Count, $response.ToolCalls.Count, $response.FinishReason | Should -Be 2, 3, 'tool_calls'
        "$warnings" | Should -BeLike '*-MaxToolRounds*'
    }

    It 'counts tools for the route' {
        Use-TestConfig "providers: {it: {name: ollama, base_url: 'http://localhost:9', model: m, premium_model: big}}"
        (Resolve-MissyRoute 'Say something about it.' -Tool Get-Date, Get-Item, Get-Process).Model | Should -Be 'm'
        (Resolve-MissyRoute 'Say something about it.' -Tool Get-Date, Get-Item, Get-Process, Get-Location).Model | Should -Be 'big'
        $env:MISSY_CONFIG = $BareConfig
    }

    It 'tells each run in one verbose line' {
        $lines = ask hi -Provider simulator -Tool Get-Date -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] }
        @($lines -like 'tool *') | Should -HaveCount 1
        $lines -like 'tool *' | Should -Match '^tool Get-Date\(\{\}\): \d+ characters, \d+\.\d{3} s$'
    }

    It 'keeps a turn with tools in a session' {
        $null = ask 'What day is it?' -Provider simulator -Session tools -Tool Get-Date
        $session = Get-MissySession tools
        $session.Turns | Should -Be 1
        $session.Messages.Role -join ' ' | Should -Be 'User Assistant Tool Assistant'
    }

    Context 'who may run it' {
        BeforeAll {
            $ran = @{ Count = 0 }
            $writes = New-MissyTool -Name Set-Count -ScriptBlock { $ran.Count++; 'set' }
        }

        BeforeEach { $ran.Count = 0 }

        It 'denies what changes something where nobody can be asked' {
            $run = (ask hi -Provider simulator -Tool $writes).ToolRuns[0]
            $run.IsError, $ran.Count | Should -Be $true, 0
            $run.Result | Should -BeLike 'Denied: nobody can be asked*Set-Count*'
        }

        It 'runs it with -Confirm:$false' {
            $run = (ask hi -Provider simulator -Tool $writes -Confirm:$false).ToolRuns[0]
            $run.Result, $run.IsError, $ran.Count | Should -Be 'set', $false, 1
        }

        It 'runs what only reads without asking' {
            $reads = New-MissyTool -Name Get-Count -ScriptBlock { $ran.Count++; 'got' }
            (ask hi -Provider simulator -Tool $reads).ToolRuns[0].Result, $ran.Count | Should -Be 'got', 1
        }

        It 'asks with name and arguments, and <Does>' -ForEach @(
            @{ Does = 'runs it when the user says yes'; Choice = 0; Result = 'set it' }
            @{ Does = 'denies it when the user says no'; Choice = 2; Result = 'Denied: the user does not let ''Set-It'' run.' }
        ) {
            $shell, $answering = New-AnsweringShell $Choice
            $run = Invoke-In $shell '(ask hi -Provider simulator -Tool (New-MissyTool -Name Set-It -ScriptBlock { param([Parameter(Mandatory)] [string] $Value) "set it" })).ToolRuns[0]'
            $run.Result | Should -Be $Result
            $answering.Questions | Should -HaveCount 1
            $answering.Questions[0] | Should -BeLike '*Set-It {"Value":"Value"}*'
            $shell.Runspace.Dispose()
            $shell.Dispose()
        }

        It 'shows arguments that try to hide something as they are' {
            $shell, $answering = New-AnsweringShell 2
            $shell.Runspace.SessionStateProxy.SetVariable('odd', [string] [char] 0x202E + [char] 0x9B + '31m')
            $null = Invoke-In $shell 'ask hi -Provider simulator -Tool (New-MissyTool -Name Set-It -Schema "{`"properties`":{`"a`":{`"const`":`"$odd`"}},`"required`":[`"a`"]}" -ScriptBlock { })'
            $answering.Questions[0] | Should -BeLike '*\u202e\u009b31m*'
            $answering.Questions[0] | Should -Not -Match '[\u202e\u009b]'
            $shell.Runspace.Dispose()
            $shell.Dispose()
        }
    }

    Context 'arguments' {
        It 'bind to every parameter that the tool of <Name> declares' -ForEach $commands {
            $metadata = [System.Management.Automation.CommandMetadata]::new((Get-Command $Name))
            $twin = [scriptblock]::Create(@(
                    [System.Management.Automation.ProxyCommand]::GetCmdletBindingAttribute($metadata)
                    'param('
                    [System.Management.Automation.ProxyCommand]::GetParamBlock($metadata)
                    ') end { $PSBoundParameters.Keys }') -join "`n")
            $tool = New-MissyTool -Name $Name -ScriptBlock $twin
            $properties = ((New-MissyTool $Name).Schema | ConvertFrom-Json -AsHashtable).properties

            # What makes an encoding of its name is PowerShell's own, and the twin has it not.
            $properties.Remove('Encoding')
            $arguments = [ordered] @{}
            $properties.Keys | ForEach-Object { $arguments[$_] = Get-Sample $properties[$_] $_ }
            $run = Invoke-Tool $tool (ConvertTo-Json $arguments -Depth 9 -Compress)
            $run.IsError | Should -BeFalse -Because $run.Result
            $bound = $run.Result -split "`n"
            @($properties.Keys | Where-Object { $_ -notin $bound }) | Should -BeNullOrEmpty
        }

        It 'come by name and in the types declared' {
            $tool = New-MissyTool -Name t -ScriptBlock {
                param([int] $Number, [string[]] $Texts, [switch] $On, [timespan] $For, [datetime] $When, [hashtable] $Table, [pscustomobject] $Object, [System.DayOfWeek] $Day)
                "$Number|$($Texts.Count)|$On|$($For.TotalMinutes)|$($When.Year)|$($Table.A.B)|$($Object.C[1])|$([int] $Day)|$($args.Count)"
            }
            $json = '{"Number":7,"Texts":["a","b"],"On":true,"For":"PT5M","When":"2026-01-02T03:04:05Z","Table":{"a":{"b":"deep"}},"Object":{"C":[1,2]},"Day":"Friday"}'
            (Invoke-Tool $tool $json).Result | Should -Be '7|2|True|5|2026|deep|2|5|0'
            (Invoke-Tool $tool '{"Number":3,"Texts":null,"On":false}').Result | Should -BeLike '3|0|False|*'
        }

        It 'that are not declared are answered as an error: <Json>' -ForEach @(
            @{ Json = '{"Path":["x"],"Verbose":true}' }
            @{ Json = '{"Path":["x"],"ErrorAction":"Stop"}' }
            @{ Json = '{"Pat":["x"]}' }
            @{ Json = '{"path":["x"]}' }
            @{ Json = '{"Path":["x"],"0":"y"}' }
            @{ Json = '{"Path":["x"],"-Path; Get-Date":"y"}' }
        ) {
            $run = Invoke-Tool (New-MissyTool Test-Path -Parameter Path) $Json
            $run.IsError | Should -BeTrue
            $run.Result | Should -BeLike "*'Test-Path' was not run: it has no parameter*It has: Path.*"
        }

        It 'are values and never code: <Value>' -ForEach @(
            @{ Value = '$(throw 1)' }
            @{ Value = '; Get-Date' }
            @{ Value = '-Verbose' }
            @{ Value = '"; exit #' }
            @{ Value = '@(1)' }
        ) {
            $tool = New-MissyTool -Name echo -ScriptBlock { param([string] $Text) "got $Text, $($args.Count) more" }
            (Invoke-Tool $tool (@{ Text = $Value } | ConvertTo-Json -Compress)).Result | Should -BeExactly "got $Value, 0 more"
        }

        It 'that the command refuses are an error with its own words' {
            $tool = New-MissyTool -Name t -ScriptBlock { param([ValidateRange(1, 5)] [int] $Days) $Days }
            $run = Invoke-Tool $tool '{"Days":9}'
            $run.IsError | Should -BeTrue
            $run.Result | Should -BeLike '*Days*9*'
        }

        It 'that are missing or of another type are an error' {
            (Invoke-Tool 'Resolve-Path' '{}').Result | Should -BeLike "*the argument 'Path' is missing*"
            (Invoke-Tool (New-MissyTool Get-ChildItem) '{"Depth":"deep"}').Result | Should -BeLike "*'Depth' is not of type integer*"
            (Invoke-Tool (New-MissyTool Get-ChildItem) '[]').Result | Should -BeLike '*not a JSON object*'
        }

        It 'of a schema of one''s own come as parameters, or as one hashtable' {
            $schema = '{"properties":{"a":{"type":"string"},"b":{"type":"object"}}}'
            (Invoke-Tool (New-MissyTool -Name t -Schema $schema -ScriptBlock { param($a, $b) "$a $($b.c)" }) '{"a":"x","b":{"c":1},"z":2}').Result | Should -Be 'x 1'
            (Invoke-Tool (New-MissyTool -Name t -Schema $schema -ScriptBlock { "$($args[0].a) $($args[0].b.c) $($args.Count)" }) '{"a":"x","b":{"c":1}}').Result | Should -Be 'x 1 1'
        }
    }

    Context 'results' {
        It 'are text as it is, and of objects what PowerShell shows of them' {
            (Invoke-Tool (New-MissyTool -Name t -ScriptBlock { "one`ntwo"; 'three' })).Result | Should -BeExactly "one`ntwo`nthree"
            (Invoke-Tool (New-MissyTool -Name t -ScriptBlock { 1.5; $true; [datetime] '2026-01-02'; @{ a = 1 }; [pscustomobject] @{ b = 2 } })).Result |
                Should -BeExactly "1.5`nTrue`n2026-01-02T00:00:00.0000000`n{`"a`":1}`n{`"b`":2}"
            $process = (Invoke-Tool 'Get-Process' (@{ Id = @($PID) } | ConvertTo-Json -Compress)).Result
            $process | Should -BeLike '*no parameter ''Id''*'
            $tool = New-MissyTool Get-Process -ParameterSet Id
            ((Invoke-Tool $tool (@{ Id = @($PID) } | ConvertTo-Json -Compress)).Result | ConvertFrom-Json).Id | Should -Be $PID
            Set-Content $TestDrive/secret.txt 'not to be read'
            $file = (Invoke-Tool 'Get-ChildItem' (@{ Path = @("$TestDrive/secret.txt") } | ConvertTo-Json -Compress)).Result
            ($file | ConvertFrom-Json).FullName | Should -BeLike '*secret.txt'
            $file | Should -Not -BeLike '*not to be read*'
        }

        It 'do not follow what is alive in data' {
            Set-Content $TestDrive/one.txt 'x'
            $tool = New-MissyTool -Name t -ScriptBlock { [pscustomobject] @{ File = Get-Item $TestDrive/one.txt } }
            (Invoke-Tool $tool).Result | Should -BeLike '{"File":"*one.txt"}'
        }

        It 'hold errors, and are one when nothing else came' {
            $both = Invoke-Tool (New-MissyTool -Name t -ScriptBlock { 'half'; Write-Error 'It broke.' })
            $both.Result, $both.IsError | Should -Be "half`n`nErrors:`nIt broke.", $false
            $none = Invoke-Tool (New-MissyTool -Name t -ScriptBlock { Write-Error 'It broke.' })
            $none.Result, $none.IsError | Should -Be "Errors:`nIt broke.", $true
            $thrown = Invoke-Tool (New-MissyTool -Name t -ScriptBlock { 'half'; throw 'It broke.' })
            $thrown.Result, $thrown.IsError | Should -Be "half`n`nErrors:`nIt broke.", $true
        }

        It 'do not hold what a tool tells the user, nor end the call that it leaves' {
            $run = Invoke-Tool (New-MissyTool -Name t -ScriptBlock { Write-Host host; Write-Warning warning; Write-Verbose verbose -Verbose; Write-Information information; 'out' }) 6>$null 3>$null 4>$null
            $run.Result | Should -BeExactly 'out'
            (Invoke-Tool (New-MissyTool -Name t -ScriptBlock { 'before'; exit 3 })).Result | Should -Be 'before'
            (Invoke-Tool (New-MissyTool -Name t -ScriptBlock { 'before'; break })).Result | Should -Be 'before'
        }

        It 'of many objects say how many are left out' {
            $run = Invoke-Tool (New-MissyTool -Name t -ScriptBlock { 1..300 | ForEach-Object { 'x' * 1000 } })
            $run.Result.Length | Should -BeLessThan 101000
            $run.Result | Should -BeLike '*more objects are left out*'
        }
    }

    Context 'where it runs' {
        It 'is the session state that the script block belongs to' {
            $module = New-Module { $inner = 'of the module'; function Get-Block { { $inner } }; Export-ModuleMember -Function Get-Block }
            (Invoke-Tool (New-MissyTool -Name t -ScriptBlock (& $module { Get-Block }))).Result | Should -Be 'of the module'
            $kept = 'kept'
            $closure = { $kept }.GetNewClosure()
            $kept = 'changed'
            (Invoke-Tool (New-MissyTool -Name t -ScriptBlock $closure)).Result | Should -Be 'kept'
        }

        It 'leaves no variables behind' {
            $null = Invoke-Tool (New-MissyTool -Name t -ScriptBlock { $leftBehind = 1; $leftBehind })
            Get-Variable leftBehind, Command, Arguments -ErrorAction Ignore | Should -BeNullOrEmpty
        }
    }

    It 'ends at once when its time is up, the tool too' {
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        { ask hi -Provider simulator -TimeoutSec 0.5 -Tool (New-MissyTool -Name nap -ReadOnly -ScriptBlock { Start-Sleep 20; 'slept' }) } |
            Should -Throw "*The tool 'nap' did not finish within 0.5 s*"
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 10
    }

    It 'ends at once when the pipeline is stopped, the tool too' {
        $shell = New-Shell
        $begun = [System.Threading.ManualResetEventSlim]::new()
        $shell.Runspace.SessionStateProxy.SetVariable('begun', $begun)
        $shell.Commands.Clear()
        $null = $shell.AddScript('ask hi -Provider simulator -Tool (New-MissyTool -Name nap -ReadOnly -ScriptBlock { $begun.Set(); Start-Sleep 20 })').BeginInvoke()
        $begun.Wait(20000) | Should -BeTrue
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $shell.Stop()
        $clock.Elapsed.TotalSeconds | Should -BeLessThan 10
        $shell.Dispose()
    }
}
