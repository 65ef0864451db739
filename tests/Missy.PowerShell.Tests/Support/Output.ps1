# What a user can get to see of the module: found by reflection, so that a new type is asked of too.

# The types that cmdlets name as their output, the events, and what these hold.
function Get-OutputType {
    $null = Get-MissyCircuit
    $cmdlets = Get-Command -Module Missy -CommandType Cmdlet
    $own = [System.AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -in 'Missy.Core', 'Missy.Simulator', 'Missy.PowerShell' }
    $types = $own | ForEach-Object { $_.GetTypes() }
    $found = [ordered] @{}
    $left = [System.Collections.Generic.Queue[type]]::new()
    $cmdlets.OutputType.Type + @($types | Where-Object { $_.BaseType.FullName -eq 'Missy.MissyEvent' }) | Where-Object { $_ } | ForEach-Object { $left.Enqueue($_) }
    while ($left.Count -gt 0) {
        $type = $left.Dequeue()
        if ($type.IsArray) {
            $left.Enqueue($type.GetElementType())
        } elseif ($type.IsGenericType) {
            $type.GetGenericArguments() | ForEach-Object { $left.Enqueue($_) }
        } elseif ($type.IsAbstract) {
            $types | Where-Object BaseType -EQ $type | ForEach-Object { $left.Enqueue($_) }
        } elseif ($type.Assembly -in $own -and -not $type.IsEnum -and -not $found.Contains($type.FullName)) {
            if (-not [System.Collections.IEnumerable].IsAssignableFrom($type)) {
                $found[$type.FullName] = $type
            } else {
                $type.BaseType.GetGenericArguments() | ForEach-Object { $left.Enqueue($_) }
            }

            $type.GetProperties() | ForEach-Object { $left.Enqueue($_.PropertyType) }
        }
    }

    $found.Values
}

# An object of a type, whose texts are all the same one; with -Bare, what may be null is.
function New-Sample([type] $Type, [string] $Text, [switch] $Bare) {
    switch ($Type) {
        { $_ -in [string], [object] } { return $Text }
        ([bool]) { return $true }
        ([decimal]) { return 1234.56789d }
        ([double]) { return 0.75 }
        { $_.IsPrimitive } { return [System.Convert]::ChangeType(1234567, $Type) }
        ([uri]) { return [uri] "https://models.example/$([uri]::EscapeDataString($Text))" }
        ([timespan]) { return [timespan]::FromSeconds(1.5) }
        ([datetimeoffset]) { return [datetimeoffset]::new(2026, 11, 30, 22, 59, 58, [timespan]::Zero) }
        ([dateonly]) { return [dateonly]::new(2026, 11, 30) }
        ([System.Collections.IDictionary]) { return [ordered] @{ city = $Text } }
        ([System.ReadOnlyMemory[byte]]) { return [System.ReadOnlyMemory[byte]]::new([byte[]] (1, 2, 3)) }
        ([System.Exception]) { return $null }
        { $_.IsEnum } { return [enum]::GetValues($Type)[-1] }
        { $_.IsGenericType -and $_.GetGenericTypeDefinition() -eq [System.Nullable`1] } { return $Bare ? $null : (New-Sample $Type.GetGenericArguments()[0] $Text) }
        { $_.FullName -like 'Missy.Simulation.*' -or $_.FullName -in 'Missy.Session', 'Missy.Tool' } { return Get-RealSample $_.Name }
    }

    if ($Type.IsGenericType) {
        $item = $Type.GetGenericArguments()[0]
        $items = [System.Collections.Generic.List`1].MakeGenericType($item).GetConstructor(@()).Invoke(@())
        if (-not $Bare) {
            1..2 | ForEach-Object { $items.Add((New-Sample ($item.IsAbstract ? $item.Assembly.GetType('Missy.Chat.TextPart') : $item) $Text)) }
        }

        return , (Get-OutputAssembly).GetType('Missy.ItemList`1').MakeGenericType($item).GetConstructors()[0].Invoke(@(, $items))
    }

    $fields = [System.Reflection.BindingFlags] 'Instance, NonPublic, DeclaredOnly'
    $sample = $Type.IsSubclassOf([System.Exception]) ? $Type::new('Unavailable', $Text, $null) : [System.Runtime.CompilerServices.RuntimeHelpers]::GetUninitializedObject($Type)
    for ($level = $Type; $level -ne [object] -and $level -ne [System.Exception]; $level = $level.BaseType) {
        foreach ($property in $level.GetProperties()) {
            $field = $level.GetField("<$($property.Name)>k__BackingField", $fields)
            if ($field -and -not ($Bare -and (Test-MayBeNull $property))) {
                $field.SetValue($sample, (New-Sample $property.PropertyType $Text -Bare:$Bare))
            }
        }
    }

    $sample
}

function Test-MayBeNull($Property) {
    [System.Reflection.NullabilityInfoContext]::new().Create($Property).ReadState -eq 'Nullable'
}

function Get-OutputAssembly {
    [System.AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'Missy.Core' }
}

# What cannot be made of its properties is made as users make it.
function Get-RealSample([string] $Name) {
    if (-not $script:real) {
        $simulator = Start-MissySimulator
        $null = ask 'hi' -Provider simulator -Session sample -System 'Be short.'
        $script:real = @{
            SimulatorServer = $simulator
            RecordedRequest = $simulator.Requests[0]
            Session         = Get-MissySession sample
            Tool            = New-MissyTool -Command Get-Date
        }
    }

    $script:real[$Name]
}

# How many columns a line takes: what is wide, and each emoji, takes two.
function Get-CellCount([string] $Line) {
    $cells = 0
    foreach ($rune in $Line.EnumerateRunes()) {
        $cells += $rune.Value -ge 0x1f300 -or ($rune.Value -ge 0x1100 -and $rune.Value -lt 0xfb00 -and -not ($rune.Value -ge 0x2000 -and $rune.Value -lt 0x2e80)) ? 2 : 1
    }

    $cells
}
