<#
.SYNOPSIS
Reads the page of a cmdlet: Markdown with a title, a synopsis, a description, and the sections Examples, Notes and Links.

.DESCRIPTION
The first paragraph is the synopsis, those that follow up to the first section are the description. An example has a title, a
sentence or more, and one fence of powershell. What stands after the word powershell says why tests cannot run it.

.OUTPUTS
One object: Name, Path, Synopsis, Description, Notes (paragraphs), Examples (Title, Code, NotRun, Remarks), Links (Text, Address).
#>
[CmdletBinding()]
param([Parameter(Mandatory)] [string] $Path)
Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

function Stop-Reading([string] $Problem) {
    throw "${Path}: $Problem"
}

# Markdown that reads well as plain text: links are their text, code and bold words are themselves.
function ConvertTo-PlainText([string] $Markdown) {
    $Markdown -replace '\[([^\]]+)\]\([^)]*\)', '$1' -replace '`([^`]+)`', '$1' -replace '\*\*([^*]+)\*\*', '$1'
}

# The paragraphs of some lines, each as one line; an item of a list is a paragraph.
function Get-Paragraph([string[]] $Lines) {
    $text = (@($Lines) -join "`n").Trim()
    $text -split '\n\s*\n|\n(?=- )' | Where-Object { $_ } | ForEach-Object { ConvertTo-PlainText (($_ -split '\s*\n\s*') -join ' ').Trim() }
}

function Read-Example([string] $Title, [string[]] $Lines) {
    $text = $Lines -join "`n"
    $fences = [regex]::Matches($text, '(?ms)^```(?<word>\w*) *(?<why>[^\n]*)\n(?<code>.*?)\n```$')
    if ($fences.Count -ne 1 -or $fences[0].Groups['word'].Value -ne 'powershell') {
        Stop-Reading "the example '$Title' has not one fence of powershell."
    }

    $remarks = @(Get-Paragraph ($text.Remove($fences[0].Index, $fences[0].Length) -split '\n'))
    if (-not $remarks) {
        Stop-Reading "the example '$Title' says nothing of itself."
    }

    [pscustomobject]@{
        Title = ConvertTo-PlainText $Title
        Code = $fences[0].Groups['code'].Value
        NotRun = $fences[0].Groups['why'].Value
        Remarks = $remarks
    }
}

function Read-Link([string] $Line) {
    if ($Line -notmatch '^- \[(?<text>[^\]]+)\]\((?<address>[^)]+)\)$') {
        Stop-Reading "'$Line' is not a link: - [text](address)."
    }

    [pscustomobject]@{ Text = $Matches['text']; Address = $Matches['address'] }
}

$name = [System.IO.Path]::GetFileNameWithoutExtension($Path)
$sections = [ordered]@{ '' = [System.Collections.Generic.List[string]]::new() }
$examples = [System.Collections.Generic.List[object]]::new()
$current = $sections['']
$fenced = $false
$first, $rest = [System.IO.File]::ReadAllLines($Path)
if ($first -ne "# $name") {
    Stop-Reading "its first line is not '# $name'."
}

foreach ($line in $rest) {
    $fenced = $line.StartsWith('```') ? -not $fenced : $fenced
    if (-not $fenced -and $line -match '^## (?<title>.+)$') {
        $current = $sections[$Matches['title']] = [System.Collections.Generic.List[string]]::new()
    } elseif (-not $fenced -and $line -match '^### (?<title>.+)$') {
        $current = [System.Collections.Generic.List[string]]::new()
        $examples.Add(@{ Title = $Matches['title']; Lines = $current })
    } else {
        $current.Add($line)
    }
}

$unknown = $sections.Keys | Where-Object { $_ -notin '', 'Examples', 'Notes', 'Links' }
if ($unknown) {
    Stop-Reading "no section is called '$($unknown -join "', '")': there are Examples, Notes and Links."
}

$paragraphs = @(Get-Paragraph $sections[''])
if ($paragraphs.Count -lt 2) {
    Stop-Reading 'a synopsis and a description are to stand before its first section.'
}

[pscustomobject]@{
    Name = $name
    Path = $Path
    Synopsis = $paragraphs[0]
    Description = @($paragraphs | Select-Object -Skip 1)
    Examples = @($examples | ForEach-Object { Read-Example $_.Title $_.Lines })
    Notes = @(Get-Paragraph $sections['Notes'])
    Links = @($sections['Links'] | Where-Object { $_ } | ForEach-Object { Read-Link $_ })
}
