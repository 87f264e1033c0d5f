/** A link to a page of this product that looks like a button; it is one element, and says that it leads somewhere. Its looks are `color` and `variant`: a link has a `type` of its own. */
import { createLink } from '@tanstack/react-router';
import { Button } from 'antd';

export const LinkButton = createLink(Button);
