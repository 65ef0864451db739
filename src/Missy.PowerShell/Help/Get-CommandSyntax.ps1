<#
.SYNOPSIS
Tells of a cmdlet what help has to know and the compiled cmdlet says: parameter sets, parameters, input and output.

.OUTPUTS
One object: Sets (of parameters, in the order of the syntax), Parameters (Name, Type, IsSwitch, Required, Position, Pipeline, Aliases,
Wildcards, Default, Values, Text), Inputs and Outputs (names of types).
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [System.Management.Automation.CmdletInfo] $Command,
    # What the doc comments say, by property.
    [Parameter(Mandatory)] [hashtable] $Texts
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$consent = @{
    WhatIf = 'Shows what would happen, and does nothing.'
    Confirm = 'Asks before it does anything.'
}
$instance = [Activator]::CreateInstance($Command.ImplementingType)

function Get-TypeName([type] $Type) {
    $item = $Type.IsArray ? $Type.GetElementType() : $Type
    $item = [Nullable]::GetUnderlyingType($item) ?? $item
    ($item.Namespace -match '^Missy' ? $item.FullName : $item.Name) + ($Type.IsArray ? '[]' : '')
}

function Get-Default($Property) {
    $value = $Property.GetValue($instance)
    if ($value -is [string] -or $value -is [array]) {
        @($value) -join ', '
    }
}

# What else may be given is told by the attributes that check it.
function Get-Limit($Metadata) {
    foreach ($range in $Metadata.Attributes | Where-Object { $_ -is [ValidateRange] }) {
        $open = $range.MaxRange -in [int]::MaxValue, [double]::MaxValue
        $open ? "At least $($range.MinRange)." : "From $($range.MinRange) to $($range.MaxRange)."
    }
}

function Get-Values($Metadata) {
    $set = $Metadata.Attributes | Where-Object { $_ -is [ValidateSet] }
    $item = $Metadata.ParameterType.IsArray ? $Metadata.ParameterType.GetElementType() : $Metadata.ParameterType
    $set ? $set.ValidValues : $item.IsEnum ? [enum]::GetNames($item) : @()
}

function Get-Text($Metadata, $Property, $Values) {
    $text = $consent[$Metadata.Name] ?? $Texts["$($Property.DeclaringType.FullName).$($Metadata.Name)"]
    if (-not $text) {
        throw "$($Command.Name): the parameter -$($Metadata.Name) has no doc comment."
    }

    $text
    Get-Limit $Metadata
    if ($Values) {
        "One of: $($Values -join ', ')."
    }
}

function Get-Pipeline($Parameter) {
    $ways = @($Parameter.ValueFromPipeline ? 'ByValue' : @()) + @($Parameter.ValueFromPipelineByPropertyName ? 'ByPropertyName' : @())
    $ways ? "True ($($ways -join ', '))" : 'False'
}

# A parameter as it is in one set, or in all that have it.
function New-Parameter([object[]] $Occurrences) {
    $parameter = $Occurrences[0]
    $metadata = $Command.Parameters[$parameter.Name]
    $property = $Command.ImplementingType.GetProperty($parameter.Name)
    $values = @(Get-Values $metadata)
    [pscustomobject]@{
        Name = $parameter.Name
        Type = Get-TypeName $metadata.ParameterType
        IsSwitch = $metadata.SwitchParameter
        Required = -not ($Occurrences | Where-Object { -not $_.IsMandatory })
        Position = $parameter.Position -lt 0 ? 'named' : "$($parameter.Position)"
        Pipeline = Get-Pipeline $parameter
        Aliases = @($metadata.Aliases)
        Wildcards = [bool] ($metadata.Attributes | Where-Object { $_ -is [SupportsWildcards] })
        Default = $property ? (Get-Default $property) : ''
        Values = $values
        Text = @(Get-Text $metadata $property $values)
    }
}

# By position, then those that must be given, then by name, the same wherever it is made; what every changing cmdlet has comes last.
function Get-Order($Parameters) {
    $Parameters | Sort-Object -Culture en-US { $_.Position -eq 'named' ? [int]::MaxValue : [int] $_.Position }, { -not $_.Required }, { $consent.ContainsKey($_.Name) }, Name
}

$all = $Command.ParameterSets | Sort-Object -Culture en-US { -not $_.IsDefault }, Name | ForEach-Object {
    [pscustomobject]@{ Parameters = @($_.Parameters | Where-Object { $_.Name -notin [System.Management.Automation.Cmdlet]::CommonParameters }) }
}
$byName = $all.Parameters | Group-Object Name
$inputs = $byName | Where-Object { $_.Group.ValueFromPipeline -contains $true } | ForEach-Object { Get-TypeName $Command.Parameters[$_.Name].ParameterType }

[pscustomobject]@{
    Sets = @($all | ForEach-Object { , @(Get-Order ($_.Parameters | ForEach-Object { New-Parameter $_ })) })
    Parameters = @(Get-Order ($byName | ForEach-Object { New-Parameter $_.Group }))
    Inputs = @($inputs | Sort-Object -Culture en-US -Unique)
    Outputs = @($Command.OutputType | Where-Object { $_.Name -ne 'System.Void' } | ForEach-Object { $_.Type ? (Get-TypeName $_.Type) : $_.Name })
}
