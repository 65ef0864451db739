BeforeDiscovery {
    $commands = 'Get-Process', 'Get-ChildItem', 'Get-Item', 'Get-Content', 'Get-Date', 'Get-Command', 'Get-Help', 'Get-Member', 'Get-Random',
        'Get-Location', 'Get-Variable', 'Get-FileHash', 'Get-TimeZone', 'Get-Culture', 'Get-Job', 'Invoke-RestMethod', 'Invoke-WebRequest',
        'Select-String', 'Select-Object', 'Sort-Object', 'Group-Object', 'Measure-Object', 'Test-Path', 'Test-Json', 'Resolve-Path',
        'ConvertTo-Json', 'ConvertFrom-Csv', 'New-Item', 'Remove-Item', 'Set-Content', 'Copy-Item', 'Stop-Process', 'Start-Sleep', 'Write-Output'
    $commands = $commands | ForEach-Object { @{ Name = $_ } }
}

BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1

    # Not every build of PowerShell has what Test-Json needs to check schemas.
    'Namotion.Reflection.dll', 'NJsonSchema.dll' | ForEach-Object {
        Add-Type -Path (Get-ChildItem $PSScriptRoot/bin -Recurse -Filter $_ | Sort-Object LastWriteTime | Select-Object -Last 1).FullName
    }
    # The checker does not know `true` as a schema; `{}` says the same.
    $draft = (Get-Content "$Root/tests/Missy.Core.Tests/Configuration/draft-07.schema.json" -Raw) -replace '(?<="(default|const|items)": )true', '{}'
    $meta = [NJsonSchema.JsonSchema]::FromJsonAsync($draft).GetAwaiter().GetResult()

    # What of JSON Schema's own schema concerns the keywords that tools use.
    function Assert-Schema($Schema) {
        $Schema | Should -BeOfType hashtable
        foreach ($key in $Schema.Keys) {
            $value = $Schema[$key]
            switch ($key) {
                'type' { $value | Should -BeIn 'object', 'array', 'string', 'integer', 'number', 'boolean' }
                'properties' { $value.Values | ForEach-Object { Assert-Schema $_ } }
                'items' { Assert-Schema $value }
                'required' { ($value | Sort-Object -Unique).Count | Should -Be @($value).Count }
                'enum' { @($value).Count | Should -BeGreaterThan 0; @($value | Sort-Object -Unique).Count | Should -Be @($value).Count }
                'additionalProperties' { $value | Should -BeOfType bool }
                { $_ -in 'minimum', 'maximum' } { $value -is [valuetype] | Should -BeTrue }
                { $_ -in 'minLength', 'maxLength', 'minItems', 'maxItems' } { $value | Should -BeGreaterOrEqual 0 }
                { $_ -in 'description', 'format', 'pattern' } { $value | Should -BeOfType string }
                'default' { }
                default { throw "A keyword that nobody expects: $key" }
            }
        }
    }

    function Get-Schema($Tool) { $Tool.Schema | ConvertFrom-Json -AsHashtable }

    # A tool of a script block, and what the model may give for its one parameter.
    function Get-ParameterSchema([scriptblock] $Script) {
        $tool = New-MissyTool -Name t -ScriptBlock $Script
        (Get-Schema $tool).properties[$tool.Parameters[0]]
    }
}

AfterAll { Reset-Missy }

Describe 'New-MissyTool' {
    Context 'of a command' {
        It 'makes of <Name> a schema of parameters that the command has' -ForEach $commands {
            $tool = New-MissyTool $Name
            $tool.GetType().FullName | Should -Be 'Missy.Tool'
            $tool.Name | Should -Be $Name
            $tool.Name | Should -Match '^[A-Za-z0-9_-]{1,64}$'
            $tool.Description | Should -Not -BeNullOrEmpty
            $schema = Get-Schema $tool
            Assert-Schema $schema
            $schema.type | Should -Be 'object'
            $schema.additionalProperties | Should -BeFalse
            $known = (Get-Command $Name).Parameters
            @($schema.properties.Keys | Where-Object { -not $known.ContainsKey($_) }) | Should -BeNullOrEmpty
            @($schema.required | Where-Object { $_ -and -not $schema.properties.ContainsKey($_) }) | Should -BeNullOrEmpty
            $schema.properties.Keys | Should -Not -Contain 'Verbose'
            $schema.properties.Keys | Should -Not -Contain 'WhatIf'
            $schema.properties.Keys | Should -Not -Contain 'ErrorAction'
        }

        It 'makes of <Name> what the schema of JSON Schema accepts' -ForEach $commands {
            $meta.Validate((New-MissyTool $Name).Schema) | Should -BeNullOrEmpty
            $meta.Validate('{"properties": {"a": {"type": "text"}}}') | Should -Not -BeNullOrEmpty
        }

        It 'tells types, validation, lists and what is mandatory' {
            $properties = (Get-Schema (New-MissyTool Invoke-RestMethod)).properties
            $properties.Uri.format | Should -Be 'uri'
            $properties.Method.enum | Should -Contain 'Post'
            $properties.Headers.type | Should -Be 'object'
            $properties.MaximumRedirection.minimum | Should -Be 0
            $properties.SkipCertificateCheck.type | Should -Be 'boolean'
            (Get-Schema (New-MissyTool Invoke-RestMethod)).required | Should -Be 'Uri'
            (Get-Schema (New-MissyTool Get-Process)).properties.Name.items.type | Should -Be 'string'
        }

        It 'gives the model neither credentials nor code nor variables of the session' {
            $names = (New-MissyTool Invoke-RestMethod).Parameters
            'Credential', 'Token', 'Certificate', 'WebSession', 'SessionVariable', 'StatusCodeVariable', 'ResponseHeadersVariable' |
                ForEach-Object { $names | Should -Not -Contain $_ }
            { New-MissyTool ForEach-Object } | Should -Throw '*cannot run without*Process*'
        }

        It 'takes an alias, a command object, a function, a script file and the pipeline' {
            (New-MissyTool gci).Command | Should -Be 'Microsoft.PowerShell.Management\Get-ChildItem'
            (Get-Command Get-Date, Get-Item | New-MissyTool).Name | Should -Be 'Get-Date', 'Get-Item'
            Set-Content $TestDrive/Tell-Tide.ps1 "<#`n.SYNOPSIS`nTells the tide.`n#>`nparam([int] `$Days = 3)"
            $script = New-MissyTool "$TestDrive/Tell-Tide.ps1"
            $script.Name, $script.Description, (Get-Schema $script).properties.Days.default | Should -Be 'Tell-Tide', 'Tells the tide.', 3
            function Get-Tide { <# .SYNOPSIS
                Height of the tide. #> param([string] $Harbour) }
            (New-MissyTool Get-Tide).Description | Should -Be 'Height of the tide.'
        }

        It 'uses the default parameter set, or the one named' {
            (New-MissyTool Get-ChildItem).ParameterSet | Should -Be 'Items'
            $tool = New-MissyTool Get-ChildItem -ParameterSetName LiteralItems
            $tool.ParameterSet | Should -Be 'LiteralItems'
            $tool.Parameters | Should -Contain 'LiteralPath'
            { New-MissyTool Get-ChildItem -ParameterSet nope } | Should -Throw "*no parameter set 'nope'*"
        }

        It 'takes some parameters only, and never leaves out a mandatory one' {
            (New-MissyTool Get-ChildItem -Parameter path, Filter).Parameters | Should -Be 'Path', 'Filter'
            (New-MissyTool Get-ChildItem -ExcludeParameter Recurse, Force).Parameters | Should -Not -Contain 'Recurse'
            (New-MissyTool Invoke-RestMethod -Parameter Uri, StatusCodeVariable).Parameters | Should -Be 'StatusCodeVariable', 'Uri'
            { New-MissyTool Get-ChildItem -Parameter Pathh } | Should -Throw "*no parameter 'Pathh'*"
            { New-MissyTool Get-ChildItem -Parameter ErrorAction } | Should -Throw "*no parameter 'ErrorAction'*"
            { New-MissyTool Invoke-RestMethod -ExcludeParameter Uri } | Should -Throw "*cannot run without 'Uri'*"
        }

        It 'says what cannot be a tool, and goes on with the next of the pipeline' {
            { New-MissyTool No-SuchThing } | Should -Throw "*no command 'No-SuchThing'*" -ErrorId 'InvalidRequest,Missy.Commands.NewMissyToolCommand'
            { New-MissyTool 'Get-*' } | Should -Throw "*no command*"
            { New-MissyTool ([Environment]::ProcessPath) } | Should -Throw '*is a program*'
            $made = 'No-SuchThing', 'Get-Date' | New-MissyTool -ErrorAction SilentlyContinue -ErrorVariable failed
            $made.Name | Should -Be 'Get-Date'
            $failed | Should -HaveCount 1
        }

        It 'reads only when its verb does, whatever it is called' {
            (New-MissyTool Get-Date).ReadOnly | Should -BeTrue
            (New-MissyTool ConvertTo-Json).ReadOnly | Should -BeTrue
            (New-MissyTool Remove-Item).ReadOnly | Should -BeFalse
            (New-MissyTool Remove-Item -Name Get-Item).ReadOnly | Should -BeFalse
            (New-MissyTool Remove-Item -ReadOnly).ReadOnly | Should -BeTrue
            (New-MissyTool -Name Get-Tide -ScriptBlock { }).ReadOnly | Should -BeTrue
            (New-MissyTool -Name tide -ScriptBlock { }).ReadOnly | Should -BeFalse
        }

        It 'is quick, also where help has to be looked for' {
            (Measure-Command { New-MissyTool Get-Process }).TotalSeconds | Should -BeLessThan 5
        }
    }

    Context 'of a script block' {
        It 'takes help from its comments, and a description in place of it' {
            $script = {
                <#
                .SYNOPSIS
                Tells the tide.
                .PARAMETER Harbour
                Where.
                #>
                param([Parameter(Mandatory)] [string] $Harbour, [Parameter(HelpMessage = 'How far ahead.')] [int] $Days = 3)
            }
            $tool = New-MissyTool -Name tide -ScriptBlock $script
            $tool.Description | Should -Be 'Tells the tide.'
            $schema = Get-Schema $tool
            $schema.properties.Harbour.description | Should -Be 'Where.'
            $schema.properties.Days.description | Should -Be 'How far ahead.'
            $schema.properties.Days.default | Should -Be 3
            $schema.required | Should -Be 'Harbour'
            (New-MissyTool -Name tide -ScriptBlock $script -Description Other).Description | Should -Be 'Other'
            Get-Command MissyTool -ErrorAction Ignore | Should -BeNullOrEmpty
        }

        It 'says <Type> as <Json>' -ForEach @(
            @{ Type = '[string]'; Script = { param([string] $x) }; Json = '{"type":"string"}' }
            @{ Type = 'nothing'; Script = { param($x) }; Json = '{}' }
            @{ Type = '[switch]'; Script = { param([switch] $x) }; Json = '{"type":"boolean"}' }
            @{ Type = '[Nullable[int]]'; Script = { param([Nullable[int]] $x) }; Json = '{"type":"integer"}' }
            @{ Type = '[byte]'; Script = { param([byte] $x) }; Json = '{"type":"integer","minimum":0}' }
            @{ Type = '[decimal[]]'; Script = { param([decimal[]] $x) }; Json = '{"type":"array","items":{"type":"number"}}' }
            @{ Type = '[List[int]]'; Script = { param([System.Collections.Generic.List[int]] $x) }; Json = '{"type":"array","items":{"type":"integer"}}' }
            @{ Type = '[datetime]'; Script = { param([datetime] $x) }; Json = '{"type":"string","format":"date-time"}' }
            @{ Type = '[timespan]'; Script = { param([timespan] $x) }; Json = '{"type":"string","format":"duration"}' }
            @{ Type = '[guid]'; Script = { param([guid] $x) }; Json = '{"type":"string","format":"uuid"}' }
            @{ Type = '[IO.FileInfo]'; Script = { param([System.IO.FileInfo] $x) }; Json = '{"type":"string"}' }
            @{ Type = '[hashtable]'; Script = { param([hashtable] $x) }; Json = '{"type":"object"}' }
            @{ Type = '[pscustomobject]'; Script = { param([pscustomobject] $x) }; Json = '{}' }
            @{ Type = 'an enum'; Script = { param([System.DayOfWeek] $x = 'Monday') }; Json = '{"type":"string","enum":["Sunday","Monday","Tuesday","Wednesday","Thursday","Friday","Saturday"],"default":"Monday"}' }
            @{ Type = 'a set'; Script = { param([ValidateSet('a', 'b')] [string[]] $x = 'a') }; Json = '{"type":"array","items":{"type":"string","enum":["a","b"]},"default":["a"]}' }
            @{ Type = 'a range'; Script = { param([ValidateRange(1, 5)] [int] $x) }; Json = '{"type":"integer","minimum":1,"maximum":5}' }
            @{ Type = 'a length'; Script = { param([ValidateLength(1, 5)] [string] $x) }; Json = '{"type":"string","minLength":1,"maxLength":5}' }
            @{ Type = 'a pattern'; Script = { param([ValidatePattern('^[a-z]+$')] [string] $x) }; Json = '{"type":"string","pattern":"^[a-z]+$"}' }
            @{ Type = 'a pattern of .NET alone'; Script = { param([ValidatePattern('\A(?i)x\z')] [string] $x) }; Json = '{"type":"string"}' }
            @{ Type = 'a count'; Script = { param([ValidateCount(1, 2)] [int[]] $x) }; Json = '{"type":"array","items":{"type":"integer"},"minItems":1,"maxItems":2}' }
        ) {
            $schema = Get-ParameterSchema $Script
            $expected = $Json | ConvertFrom-Json -AsHashtable
            ($schema.Keys | Sort-Object) -join ',' | Should -Be (($expected.Keys | Sort-Object) -join ',')
            foreach ($key in $expected.Keys) {
                ConvertTo-Json $schema[$key] -Compress | Should -Be (ConvertTo-Json $expected[$key] -Compress)
            }
        }

        It 'leaves out what no model can give' {
            (New-MissyTool -Name t -ScriptBlock { param([scriptblock] $a, [pscredential] $b, [securestring] $c, [int] $d) }).Parameters | Should -Be 'd'
            { New-MissyTool -Name t -ScriptBlock { param([Parameter(Mandatory)] [scriptblock] $Code) } } | Should -Throw "*cannot run without 'Code'*"
        }

        It 'is called by a name that every service takes' {
            { New-MissyTool -Name 'two words' -ScriptBlock { } } | Should -Throw '*two words*'
            { New-MissyTool -Name ('x' * 65) -ScriptBlock { } } | Should -Throw
        }
    }

    Context 'of a schema' {
        It 'takes JSON and hashtables' {
            $json = New-MissyTool -Name tide -Schema '{"type":"object","properties":{"harbour":{"type":"string"}},"required":["harbour"]}' -ScriptBlock { $args[0].harbour }
            $table = New-MissyTool -Name tide -Schema @{ properties = @{ harbour = @{ type = 'string' } } } -ScriptBlock { param($Harbour) $Harbour }
            $json.Parameters, $table.Parameters | Should -Be 'harbour', 'harbour'
            (Get-Schema $table).type | Should -Be 'object'
        }

        It 'refuses one that is no object schema, or not that of the script block' {
            { New-MissyTool -Name t -Schema '{"type":"array"}' -ScriptBlock { } } | Should -Throw '*does not describe an object*'
            { New-MissyTool -Name t -Schema 'nonsense' -ScriptBlock { } } | Should -Throw '*not JSON*'
            { New-MissyTool -Name t -Schema 7 -ScriptBlock { } } | Should -Throw '*neither JSON*'
            { New-MissyTool -Name t -Schema '{"properties":{"a":{}}}' -ScriptBlock { param($b) } } | Should -Throw "*'a'*no such parameter*"
            { New-MissyTool -Name t -Schema '{"properties":{"a":{}}}' -ScriptBlock { param([Parameter(Mandatory)] $a) } } | Should -Throw "*cannot run without 'a'*"
        }
    }
}
