<#
.SYNOPSIS
Makes the help of all cmdlets (MAML) from their pages and from the compiled cmdlets. Gives it as text.

.DESCRIPTION
The pages in docs/cmdlets hold what only a person can write: synopsis, description, examples, notes, links. Syntax and parameters are read
from the cmdlets, as PowerShell sees them, and their texts from the doc comments, so that nothing is written twice. It is a
script because only PowerShell knows what it makes of a cmdlet.

.EXAMPLE
./build.ps1 Help

Builds the module and writes en-US/Missy.PowerShell.dll-Help.xml.
#>
[CmdletBinding()]
param()
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$root = [System.IO.Path]::GetFullPath((Join-Path $PSScriptRoot '../../..'))
$manifest = Join-Path $root Missy.psd1
Import-Module $manifest
$names = (Import-PowerShellDataFile $manifest).CmdletsToExport
$texts = & (Join-Path $PSScriptRoot Read-ParameterText.ps1) -Assembly (Join-Path $root module bin Missy.PowerShell.dll)
$folder = Join-Path $root docs cmdlets
$pages = Get-ChildItem $folder -Filter *.md | ForEach-Object { & (Join-Path $PSScriptRoot Read-HelpPage.ps1) -Path $_.FullName } | Group-Object Name -AsHashTable

$spaces = @{
    '' = 'http://msh'
    maml = 'http://schemas.microsoft.com/maml/2004/10'
    command = 'http://schemas.microsoft.com/maml/dev/command/2004/10'
    dev = 'http://schemas.microsoft.com/maml/dev/2004/10'
}
$text = [System.Text.StringBuilder]::new()
$settings = [System.Xml.XmlWriterSettings]@{ Indent = $true; OmitXmlDeclaration = $true; NewLineChars = "`n" }
$xml = [System.Xml.XmlWriter]::Create($text, $settings)

# An element of what a script block writes, or of text.
function Write-Element([string] $Name, $Content, [System.Collections.IDictionary] $Attributes = @{}) {
    $prefix, $local = $Name -match ':' ? ($Name -split ':') : ('', $Name)
    $xml.WriteStartElement($prefix, $local, $spaces[$prefix])
    $Attributes.GetEnumerator() | ForEach-Object { $xml.WriteAttributeString($_.Key, $_.Value) }
    if ($Content -is [scriptblock]) {
        & $Content
    } else {
        $xml.WriteString($Content)
    }

    $xml.WriteEndElement()
}

function Write-Paragraphs([string] $Name, [string[]] $Paragraphs) {
    Write-Element $Name { $Paragraphs | ForEach-Object { Write-Element maml:para $_ } }
}

# In the syntax a switch has no value, and the words that are accepted stand in place of the type.
function Write-SyntaxValue($Parameter) {
    if ($Parameter.Values) {
        Write-Element command:parameterValueGroup {
            $Parameter.Values | ForEach-Object { Write-Element command:parameterValue $_ @{ required = 'false' } }
        }
    } elseif (-not $Parameter.IsSwitch) {
        Write-Element command:parameterValue $Parameter.Type @{ required = 'true' }
    }
}

function Write-Parameter($Parameter, [switch] $InSyntax) {
    $attributes = [ordered]@{
        required = "$($Parameter.Required)".ToLowerInvariant()
        globbing = "$($Parameter.Wildcards)".ToLowerInvariant()
        pipelineInput = $Parameter.Pipeline
        position = $Parameter.Position
        aliases = $Parameter.Aliases ? $Parameter.Aliases -join ', ' : 'none'
    }
    Write-Element command:parameter -Attributes $attributes {
        Write-Element maml:name $Parameter.Name
        if ($InSyntax) {
            Write-SyntaxValue $Parameter
        } else {
            Write-Paragraphs maml:description $Parameter.Text
            Write-Element command:parameterValue $Parameter.Type @{ required = $Parameter.IsSwitch ? 'false' : 'true' }
            Write-Element dev:type { Write-Element maml:name $Parameter.Type }
            Write-Element dev:defaultValue ($Parameter.Default ? $Parameter.Default : $Parameter.IsSwitch ? 'False' : 'None')
        }
    }
}

function Write-Types([string] $List, [string] $Item, [string[]] $Types) {
    Write-Element $List {
        $Types ? $Types : 'None' | ForEach-Object { $type = $_; Write-Element $Item { Write-Element dev:type { Write-Element maml:name $type } } }
    }
}

function Write-Example([int] $Number, $Example) {
    Write-Element command:example {
        Write-Element maml:title "---------- Example ${Number}: $($Example.Title) ----------"
        Write-Element dev:code $Example.Code
        # The empty one keeps the next example apart.
        Write-Paragraphs dev:remarks ($Example.Remarks + '')
    }
}

# Get-Help knows cmdlets and topics by name; of any other file it can only say where it is.
function Get-LinkText($Link) {
    if ($Link.Address -match '^\w+-\w+\.md$|about_') {
        return $Link.Text
    }

    $path = [System.IO.Path]::GetRelativePath($root, [System.IO.Path]::GetFullPath($Link.Address, $folder)).Replace('\', '/')
    if (-not (Test-Path (Join-Path $root $path))) {
        throw "A page links to '$($Link.Address)', which is not there."
    }

    "$($Link.Text) ($path in the repository)"
}

function Write-Command($Page, $Syntax) {
    Write-Element command:command {
        Write-Element command:details {
            Write-Element command:name $Page.Name
            Write-Element command:verb ($Page.Name -split '-')[0]
            Write-Element command:noun ($Page.Name -split '-')[1]
            Write-Paragraphs maml:description $Page.Synopsis
        }
        Write-Paragraphs maml:description $Page.Description
        Write-Element command:syntax {
            foreach ($set in $Syntax.Sets) {
                Write-Element command:syntaxItem {
                    Write-Element maml:name $Page.Name
                    $set | ForEach-Object { Write-Parameter $_ -InSyntax }
                }
            }
        }
        Write-Element command:parameters { $Syntax.Parameters | ForEach-Object { Write-Parameter $_ } }
        Write-Types command:inputTypes command:inputType $Syntax.Inputs
        Write-Types command:returnValues command:returnValue $Syntax.Outputs
        if ($Page.Notes) {
            Write-Element maml:alertSet { Write-Paragraphs maml:alert $Page.Notes }
        }

        Write-Element command:examples {
            for ($i = 0; $i -lt $Page.Examples.Count; $i++) {
                Write-Example ($i + 1) $Page.Examples[$i]
            }
        }
        Write-Element command:relatedLinks {
            foreach ($link in $Page.Links) {
                Write-Element maml:navigationLink {
                    Write-Element maml:linkText (Get-LinkText $link)
                }
            }
        }
    }
}

$lone = @($names | Where-Object { -not $pages.ContainsKey($_) })
$strays = @($pages.Keys | Where-Object { $_ -notin $names })
if ($lone -or $strays) {
    throw "Each cmdlet has a page in '$folder', and each page a cmdlet. Without page: $($lone -join ', ') Without cmdlet: $($strays -join ', ')"
}

$xml.WriteStartElement('helpItems', $spaces[''])
$xml.WriteAttributeString('schema', 'maml')
$spaces.GetEnumerator() | Where-Object Key | Sort-Object Key | ForEach-Object { $xml.WriteAttributeString('xmlns', $_.Key, $null, $_.Value) }
foreach ($name in $names) {
    $command = Get-Command $name -Module Missy
    Write-Command $pages[$name][0] (& (Join-Path $PSScriptRoot Get-CommandSyntax.ps1) -Command $command -Texts $texts)
}

$xml.WriteEndElement()
$xml.Dispose()
"<?xml version=""1.0"" encoding=""utf-8""?>`n<!-- Generated: ./build.ps1 Help -->`n$text`n"
