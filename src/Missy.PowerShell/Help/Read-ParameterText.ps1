<#
.SYNOPSIS
Reads what the doc comments say of the parameters of cmdlets.

.DESCRIPTION
The compiler writes the comments beside the assembly. Of several builds, the one is read that the module's assembly is a copy of.

.OUTPUTS
A hashtable: text by full name of the property, such as Missy.Commands.PromptCommand.Prompt.
#>
[CmdletBinding()]
param(
    # The assembly in the module.
    [Parameter(Mandatory)] [string] $Assembly
)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$builds = [System.IO.Path]::GetFullPath((Join-Path $PSScriptRoot '../bin'))
$hash = (Get-FileHash $Assembly).Hash
$build = Get-ChildItem $builds -Recurse -Filter (Split-Path $Assembly -Leaf) | Where-Object { (Get-FileHash $_).Hash -eq $hash } | Select-Object -First 1
if (-not $build) {
    throw "'$Assembly' is not of a build in '$builds'. Build it: dotnet build src/Missy.PowerShell"
}

# A reference is the last part of its name; all other elements are their text.
function Get-Text([System.Xml.XmlNode] $Node) {
    if ($Node.Name -eq 'see' -and -not $Node.InnerText) {
        ($Node.cref ?? $Node.langword) -replace '^.*[.:]'
    } else {
        $Node.HasChildNodes ? -join ($Node.ChildNodes | ForEach-Object { Get-Text $_ }) : $Node.InnerText
    }
}

$texts = @{}
$document = [xml] [System.IO.File]::ReadAllText([System.IO.Path]::ChangeExtension($build.FullName, 'xml'))
foreach ($member in $document.SelectNodes('/doc/members/member[starts-with(@name, "P:") and summary]')) {
    $texts[$member.name.Substring(2)] = ((Get-Text $member.SelectSingleNode('summary')) -replace '\s+', ' ').Trim()
}

$texts
