BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1

    $png = [Convert]::FromBase64String('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=')
    $pdf = [System.Text.Encoding]::ASCII.GetBytes("%PDF-1.4`n%%EOF")

    # The parts of the last message that the simulator was sent.
    function Get-Part { (Get-LastBody $sim).messages[-1].content }
}

AfterAll { Reset-Missy }

Describe 'Files with a question' {
    BeforeEach {
        $sim = Start-MissySimulator
        Push-Location $TestDrive
        [System.IO.File]::WriteAllBytes("$TestDrive/one.png", $png)
        [System.IO.File]::WriteAllBytes("$TestDrive/two.png", $png)
        [System.IO.File]::WriteAllBytes("$TestDrive/paper.pdf", $pdf)
        Set-Content notes.md 'Grüße' -Encoding utf8NoBOM
    }

    AfterEach {
        Pop-Location
        Get-ChildItem -LiteralPath $TestDrive -Filter *.png | Remove-Item
        $sim.Stop()
        $env:MISSY_CONFIG = $BareConfig
    }

    It 'go before it: image, document and text' {
        $null = ask 'What?' -Provider simulator -Attachment one.png, paper.pdf, notes.md
        $parts = Get-Part
        $parts.type | Should -Be 'image_url', 'file', 'text', 'text'
        $parts[0].image_url.url | Should -Be "data:image/png;base64,$([Convert]::ToBase64String($png))"
        $parts[1].file.filename | Should -Be 'paper.pdf'
        $parts[1].file.file_data | Should -BeLike 'data:application/pdf;base64,*'
        $parts[2].text | Should -Be "notes.md:`nGrüße`n`n"
        $parts[3].text | Should -Be 'What?'
    }

    It 'are found by wildcards, in the order of their names' {
        $null = ask 'What?' -Provider simulator -Attachment *.png
        (Get-Part).type | Should -Be 'image_url', 'image_url', 'text'
    }

    It 'may have brackets in their names' {
        [System.IO.File]::WriteAllBytes("$TestDrive/a[1].png", $png)
        $null = ask 'What?' -Provider simulator -Attachment 'a[1].png'
        (Get-Part).type | Should -Be 'image_url', 'text'
    }

    It 'may be bytes and files' {
        $null = ask 'What?' -Provider simulator -Attachment $png
        (Get-Part).type | Should -Be 'image_url', 'text'
        $null = ask 'What?' -Provider simulator -Attachment (Get-Item one.png), $png
        (Get-Part).type | Should -Be 'image_url', 'image_url', 'text'
    }

    It 'may be the bytes of Get-Content -AsByteStream, one by one' {
        $null = ask 'What?' -Provider simulator -Attachment (Get-Content one.png -AsByteStream)
        (Get-Part)[0].image_url.url | Should -Be "data:image/png;base64,$([Convert]::ToBase64String($png))"
        $null = ask 'What?' -Provider simulator -Attachment paper.pdf, (Get-Content one.png -AsByteStream)
        (Get-Part).type | Should -Be 'file', 'image_url', 'text'
        { ask 'What?' -Provider simulator -Attachment @([byte] 1, 2) } | Should -Throw '*cannot be attached*' -ErrorId 'InvalidRequest,*'
    }

    It 'may be piped, all in one call or each in its own' {
        $null = Get-ChildItem *.png | ask 'What?' -Provider simulator
        (Get-Part).type | Should -Be 'image_url', 'image_url', 'text'
        $null = Get-ChildItem *.png | ask 'What?' -Each -Provider simulator
        $sim.Requests.Count | Should -Be 3
        (Get-Part).type | Should -Be 'image_url', 'text'
        $null = Get-Item one.png, notes.md | ask 'What?' -Provider simulator
        (Get-Part)[1].text | Should -Be "notes.md:`nGrüße`n`nWhat?"
    }

    It 'come with items by the property Attachment' {
        $null = [pscustomobject]@{ Prompt = 'What?'; Attachment = 'one.png' }, [pscustomobject]@{ Prompt = 'And?'; Attachment = 'paper.pdf' } | ask -Provider simulator
        (Get-Part).type | Should -Be 'file', 'text'
        $null = [pscustomobject]@{ Attachment = 'one.png' } | ask 'What?' -Each -Provider simulator
        (Get-Part).type | Should -Be 'image_url', 'text'
    }

    It 'are data where gathered items have a property Attachment, whatever it holds' {
        $null = "Attachment,Size`nnone.png,1`n,2`none.png,3" | ConvertFrom-Csv | ask 'Which is largest?' -Provider simulator
        Get-Part | Should -Be (@('{"Attachment":"none.png","Size":"1"}', '{"Attachment":"","Size":"2"}', '{"Attachment":"one.png","Size":"3"}', '', 'Which is largest?') -join "`n")
        $null = [pscustomobject]@{ Attachment = 'none.png' } | ask 'What?' -Provider simulator -Attachment paper.pdf
        (Get-Part).type | Should -Be 'file', 'text'
    }

    It 'are none where the cell of an item is empty' {
        $null = "Prompt,Attachment`nWhat?," | ConvertFrom-Csv | ask -Provider simulator
        Get-Part | Should -Be 'What?'
    }

    It 'stay in a session' {
        $null = ask 'What?' -Provider simulator -Session s -Attachment one.png
        $null = ask 'And now?' -Provider simulator -Session s
        (Get-LastBody $sim).messages[0].content.type | Should -Be 'image_url', 'text'
    }

    It 'do not count for the tier' {
        Set-Content long.md ('debug the architecture. ' * 100)
        Use-TestConfig 'providers: {simulator: {model: middle, fast_model: small, premium_model: big}}'
        (ask 'What is this?' -Provider simulator -Attachment long.md).Route.Model | Should -Be 'small'
    }

    It 'that <Name> are an error that names them, before anything is sent' -ForEach @(
        @{ Name = 'are not there'; Given = 'none.png'; Says = "*no file 'none.png'*" }
        @{ Name = 'match nothing'; Given = '*.gif'; Says = "*no file '*.gif'*" }
        @{ Name = 'are addresses'; Given = 'https://example.com/a.png'; Says = '*nothing is fetched*' }
        @{ Name = 'are of no kind'; Given = [byte[]](0, 1, 2); Says = '*is not UTF-8 text*' }
        @{ Name = 'are nothing'; Given = ''; Says = '*holds nothing*' }
        @{ Name = 'are none'; Given = @(); Says = '*holds nothing*' }
        @{ Name = 'are no files'; Given = @{ a = 1 }; Says = '*cannot be attached*' }
    ) {
        { ask 'What?' -Provider simulator -Attachment $Given } | Should -Throw $Says -ErrorId 'InvalidRequest,*'
        $sim.Requests.Count | Should -Be 0
    }

    It 'that are missing are the error of their item, and the others go on' {
        $items = [pscustomobject]@{ Prompt = 'a'; Attachment = 'none.png' }, [pscustomobject]@{ Prompt = 'b'; Attachment = 'one.png' }
        $responses = $items | ask -Provider simulator -ErrorVariable failed -ErrorAction SilentlyContinue
        @($responses).Count | Should -Be 1
        $failed[0].TargetObject.Prompt | Should -Be 'a'
    }

    It 'that a service takes in no form are refused before anything is sent' {
        Use-TestConfig "providers: {ollama: {base_url: '$($sim.BaseUrl)', model: llava}}"
        { ask 'What?' -Provider ollama -Attachment paper.pdf } | Should -Throw '*Ollama takes no PDF, as paper.pdf is*' -ErrorId 'InvalidRequest,*'
        $sim.Requests.Count | Should -Be 0
        $null = ask 'What?' -Provider ollama -Attachment one.png
        (Get-LastBody $sim).messages[0].images.Count | Should -Be 1
    }
}
