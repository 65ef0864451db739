BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1

    enum MissyTestMood { Calm; Angry }

    class MissyTestPet {
        [string] $Name
    }

    class MissyTestPerson {
        [ValidateNotNullOrEmpty()] [string] $Name
        [ValidateRange(18, 120)] [int] $Age
        [MissyTestMood] $Mood
        [ValidateSet('red', 'blue')] [string] $Colour
        [Nullable[double]] $Height
        [datetime] $Born
        [ValidateCount(2, 3)] [string[]] $Names
        [MissyTestPet] $Pet
        [MissyTestPet[]] $Others
        [System.Collections.Generic.List[int]] $Marks
        hidden [string] $Secret
    }

    class MissyTestTables {
        [string] $Name
        [hashtable] $Meta
        [System.Collections.Specialized.OrderedDictionary] $Ordered
        [System.Collections.Generic.Dictionary[string, int]] $Counts
        [System.Collections.Generic.Dictionary[string, MissyTestPet]] $Pets
        [System.Collections.IDictionary] $Any
        [System.Collections.Generic.HashSet[string]] $Words
        [object] $Other
    }

    class MissyTestNumbers {
        [ulong] $Big
        [decimal] $Exact
        [long] $Long
        [double] $Double
        [Nullable[int]] $None
    }

    class MissyTestNamed {
        [string] $Name
        MissyTestNamed([string] $name) { $this.Name = $name }
    }

    class MissyTestOwner {
        [MissyTestNamed] $Pet
    }

    # Asks a simulator that answers this.
    function Get-Answer([string] $Json, $Schema) {
        $null = Start-MissySimulator -Answer $Json
        ask 'Who?' -Provider simulator -Schema $Schema
    }

    $person = @{
        type = 'object'
        properties = [ordered]@{ name = @{ type = 'string' }; age = @{ type = 'integer'; minimum = 18 } }
        required = 'name', 'age'
        additionalProperties = $false
    }

    # The schema that the simulator was last asked to answer by.
    function Get-AskedSchema { (Get-LastBody $sim).response_format.json_schema }
}

AfterAll { Reset-Missy }

Describe 'Answers by a schema' {
    BeforeEach { $sim = Start-MissySimulator }

    AfterEach { $sim.Stop() }

    It 'are objects, of a schema as <Name>' -ForEach @(
        @{ Name = 'hashtable'; Convert = { $person } }
        @{ Name = 'JSON'; Convert = { ConvertTo-Json $person -Depth 9 } }
        @{ Name = 'object'; Convert = { ConvertTo-Json $person -Depth 9 | ConvertFrom-Json } }
    ) {
        $answer = ask 'Who?' -Provider simulator -Schema (& $Convert)
        $answer | Should -BeOfType ([pscustomobject])
        $answer.psobject.Properties.Name | Should -Be 'name', 'age'
        $answer.name | Should -Be 'name'
        $answer.age | Should -Be 18
    }

    It 'are items where the schema is a list' {
        $answers = @(ask 'Which?' -Provider simulator -Schema @{ type = 'array'; items = @{ type = 'integer'; minimum = 3 }; minItems = 2 })
        $answers | Should -Be 3, 3
    }

    It 'are instances of a class, nested ones and lists too' {
        $answer = ask 'Who?' -Provider simulator -Schema ([MissyTestPerson])
        $answer | Should -BeOfType ([MissyTestPerson])
        $answer.Name | Should -Be 'Name'
        $answer.Age | Should -Be 18
        $answer.Mood | Should -Be 'Calm'
        $answer.Colour | Should -Be 'red'
        $answer.Born.ToUniversalTime().Year | Should -Be 2026
        $answer.Names.Count | Should -Be 2
        $answer.Pet | Should -BeOfType ([MissyTestPet])
        $answer.Others[0] | Should -BeOfType ([MissyTestPet])
        $answer.Marks | Should -Be 1
    }

    It 'are instances of an array of a class' {
        $answers = @(ask 'Who?' -Provider simulator -Schema ([MissyTestPet[]]))
        $answers.Count | Should -Be 1
        $answers[0] | Should -BeOfType ([MissyTestPet])
    }

    It 'come of the class as it is written' {
        $null = ask 'Who?' -Provider simulator -Schema ([MissyTestPerson])
        $asked = Get-AskedSchema
        $asked.name | Should -Be 'MissyTestPerson'
        $properties = $asked.schema.properties
        $properties.psobject.Properties.Name | Should -Be Name, Age, Mood, Colour, Height, Born, Names, Pet, Others, Marks
        $properties.Name.minLength | Should -Be 1
        $properties.Age.minimum | Should -Be 18
        $properties.Age.maximum | Should -Be 120
        $properties.Mood.enum | Should -Be 'Calm', 'Angry'
        $properties.Colour.enum | Should -Be 'red', 'blue'
        $properties.Height.type | Should -Be 'number', 'null'
        $properties.Born.format | Should -Be 'date-time'
        $properties.Names.maxItems | Should -Be 3
        $properties.Pet.'$ref' | Should -Be '#/$defs/MissyTestPet'
        $asked.schema.required.Count | Should -Be 10
        $asked.schema.additionalProperties | Should -BeFalse
    }

    It 'leave the response in a variable' {
        $answer = ask 'Who?' -Provider simulator -Schema $person -ResponseVariable response
        $answer.age | Should -Be 18
        $response.Provider | Should -Be 'simulator'
        $response.Object['age'] | Should -Be 18
        $response.Content | Should -Be '{"name":"name","age":18}'
    }

    It 'are not asked for where the variable cannot be written' {
        { ask hi -Provider simulator -ResponseVariable PID } | Should -Throw -ErrorId 'VariableNotWritable,Missy.Commands.InvokeMissyAskCommand'
        { ask hi -Provider simulator -ResponseVariable + } | Should -Throw -ErrorId 'VariableNotWritable,Missy.Commands.InvokeMissyAskCommand'
        $sim.Requests.Count | Should -Be 0
    }

    It 'come though the variable takes none' -ForEach @{ With = @{} }, @{ With = @{ Stream = $true } }, @{ With = @{ AsText = $true } } {
        [int] $number = 0
        $answers = 'a', 'b' | ask -Provider simulator -ResponseVariable number -ErrorVariable failed -ErrorAction SilentlyContinue @With
        @($answers).Count | Should -BeGreaterOrEqual 2
        $failed.FullyQualifiedErrorId | Should -Be 'VariableNotWritable,Missy.Commands.InvokeMissyAskCommand'
    }

    It 'come before that ends the command, with -ErrorAction Stop' {
        [int] $number = 0
        $answers = [System.Collections.Generic.List[object]]::new()
        try { ask hi -Provider simulator -ResponseVariable number -ErrorAction Stop | ForEach-Object { $answers.Add($_) } } catch { $failure = $_ }
        $failure.FullyQualifiedErrorId | Should -BeLike 'VariableNotWritable,*'
        $answers | Should -HaveCount 1
    }

    It 'of an earlier call are not left in the variable of one that fails' {
        $null = ask hi -Provider simulator -ResponseVariable response
        $sim.AddFault('500')
        try { ask hi -Provider simulator -ResponseVariable response } catch { $failure = $_ }
        $failure | Should -Not -BeNullOrEmpty
        $response | Should -BeNullOrEmpty
    }

    It 'are added to what the variable holds where a plus is before its name' {
        $null = ask a -Provider simulator -ResponseVariable +kept
        $kept.Provider | Should -Be 'simulator'
        $null = 'b', 'c' | ask -Provider simulator -ResponseVariable +kept
        $kept | Should -HaveCount 3
        $kept[1, 2].InputObject | Should -Be 'b', 'c'
        $null = ask d -Provider simulator -ResponseVariable kept
        @($kept) | Should -HaveCount 1
    }

    It 'are one an item, and leave all responses in the variable' {
        $answers = 'a', 'b', 'c' | ask 'Who?' -Each -Provider simulator -Schema $person -ResponseVariable responses
        $answers.age | Should -Be 18, 18, 18
        $responses.InputObject | Should -Be 'a', 'b', 'c'
    }

    It 'are objects when several calls are made at a time' {
        $answers = 1..5 | ask 'Who?' -ThrottleLimit 3 -Provider simulator -Schema ([MissyTestPet])
        $answers.Count | Should -Be 5
        $answers | Should -BeOfType ([MissyTestPet])
    }

    It 'are the JSON with -AsText, and chunks with -Stream' {
        ask 'Who?' -Provider simulator -Schema $person -AsText | Should -Be '{"name":"name","age":18}'
        $chunks = ask 'Who?' -Provider simulator -Schema $person -Stream
        $chunks.Kind | Should -Be 'text', 'done'
        $chunks[-1].Response.Object['age'] | Should -Be 18
    }

    It 'that do not fit go back once' {
        $sim.AddFault('call=1;schema-misfit')
        (ask 'Who?' -Provider simulator -Schema $person -ResponseVariable response).age | Should -Be 18
        $response.Attempts.Count | Should -Be 2
    }

    It 'that do not fit again are an error with the violations' {
        $sim.AddFault('schema-misfit')
        $failure = { ask 'Who?' -Provider simulator -Schema $person } | Should -Throw -ErrorId 'MalformedResponse,*' -PassThru
        $failure.CategoryInfo.Category | Should -Be 'InvalidData'
        $failure.Exception.Violations | Should -Be '$ must be object, and is array'
        $failure.Exception.PartialText | Should -Be '["simulated"]'
    }

    It 'need a schema: <Given> is none' -ForEach @(
        @{ Given = '{'; Says = '*not JSON*' }
        @{ Given = '{"type":"objekt"}'; Says = '*#/type*' }
        @{ Given = @{ name = 'string' }; Says = '*no keyword*' }
        @{ Given = 7; Says = '*Int32 is no schema*' }
        @{ Given = '[NoSuchType]'; Says = '*no type*' }
        @{ Given = [System.IO.Stream]; Says = '*Stream cannot be filled*' }
    ) {
        { ask 'Who?' -Provider simulator -Schema $Given } | Should -Throw $Says -ErrorId 'InvalidRequest,*'
        $sim.Requests.Count | Should -Be 0
    }

    It 'keep tables where the type has tables' {
        $answer = Get-Answer ('{"Name":"x","Meta":{"a":1,"b":{"c":[true]}},"Ordered":{"z":1,"y":2},"Counts":{"n":3},"Pets":{"p":{"Name":"Rex"}},"Any":{"k":null},' +
            '"Words":["w"],"Other":{"o":{"p":1}}}') ([MissyTestTables])
        $answer | Should -BeOfType ([MissyTestTables])
        $answer.Meta | Should -BeOfType ([hashtable])
        $answer.Meta.A | Should -Be 1
        $answer.Meta.b['c'] | Should -BeTrue
        $answer.Ordered.Keys | Should -Be 'z', 'y'
        $answer.Counts['n'] | Should -Be 3
        $answer.Pets['p'] | Should -BeOfType ([MissyTestPet])
        $answer.Any.Contains('k') | Should -BeTrue
        $answer.Words.Contains('w') | Should -BeTrue
        $answer.Other | Should -BeOfType ([pscustomobject])
        $answer.Other.o.p | Should -Be 1
    }

    It 'may be a table: <Type>' -ForEach @(
        @{ Type = [hashtable] }
        @{ Type = [System.Collections.Specialized.OrderedDictionary] }
        @{ Type = [System.Collections.Generic.Dictionary[string, int]] }
        @{ Type = [System.Collections.Generic.SortedDictionary[string, double]] }
    ) {
        $answer = Get-Answer '{"a":1,"b":2}' $Type
        $answer.GetType() | Should -Be $Type
        $answer['b'] | Should -Be 2
    }

    It 'keep all names of a table that differ in case' {
        (Get-Answer '{"a":1,"A":2}' ([hashtable])).Count | Should -Be 2
    }

    It 'keep every digit that the type has room for' {
        $answer = Get-Answer '{"Big":18446744073709551615,"Exact":12345678901234567.89,"Long":-9223372036854775808,"Double":1e3,"None":null}' ([MissyTestNumbers])
        $answer.Big | Should -Be ([ulong]::MaxValue)
        $answer.Exact | Should -Be 12345678901234567.89d
        $answer.Long | Should -Be ([long]::MinValue)
        $answer.Double | Should -Be 1000
        $answer.None | Should -BeNullOrEmpty
        Get-Answer '{"value":18446744073709551615}' ([ulong]) | Should -Be ([ulong]::MaxValue)
    }

    It 'that a property does not take are an error' {
        { Get-Answer '{"value":300}' ([byte]) } | Should -Throw '*cannot become a Byte*' -ErrorId 'MalformedResponse,*'
    }

    It 'of a type that no answer can become are refused before the call: <Of>' -ForEach @(
        @{ Of = 'a constructor with arguments'; Type = { [MissyTestNamed] } }
        @{ Of = 'a property of such a class'; Type = { [MissyTestOwner] } }
        @{ Of = 'a list of such a class'; Type = { [MissyTestNamed[]] } }
        @{ Of = 'a table that cannot be filled'; Type = { [System.Collections.ObjectModel.ReadOnlyDictionary[string, int]] } }
        @{ Of = 'an array of two dimensions'; Type = { [int[, ]] } }
    ) {
        { ask 'Who?' -Provider simulator -Schema (& $Type) } | Should -Throw '*cannot be filled*' -ErrorId 'InvalidRequest,*'
        $sim.Requests.Count | Should -Be 0
    }

    It 'take a type by its name' {
        ask 'How many?' -Provider simulator -Schema [int] | Should -Be 1
    }
}
